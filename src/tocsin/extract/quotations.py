"""Quotations: where the words of somebody else begin and end, marks nested, unclosed or run over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = re.compile(r"[“”„‟«»\"]|''|``|(?<!\w)[‘'](?=[\w“\"$£€])|(?<=[\w.,!?…—–-])[’'](?!\w)")
OPENERS = frozenset({"“", "„", "«", "``", "‟"})
CLOSERS = frozenset({"”", "»"})
SINGLE = frozenset({"‘", "’", "'"})
LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks. Character offsets; `start` and `end` include the marks, `inner` leaves them
    out. `depth` is 0 for an outermost one. `continues` tells that the paragraph before left it open."""

    start: int
    end: int
    inner: tuple[int, int]
    depth: int
    closed: bool
    continues: bool
    paragraph: int
    single: bool = False


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """All quotations in reading order, outer before inner. Marks of one paragraph never pair with another's; one that
    its paragraph leaves open runs to the paragraph's end and may go on in the next."""
    found: list[Quotation] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs):
        here = _paragraph(text, start, end, number, nest=True)
        if any(not q.closed and q.depth == 0 for q in here) and any(q.depth > 0 for q in here):
            here = _paragraph(text, start, end, number, nest=False)
        if here and open_before and here[0].start <= start + 2:
            here[0] = _continuing(here[0])
        if here:
            open_before = not max(here, key=lambda q: (q.end, -q.depth)).closed
        elif end - start > 1:
            open_before = False
        found.extend(here)
    return found


def _continuing(quotation: Quotation) -> Quotation:
    q = quotation
    return Quotation(q.start, q.end, q.inner, q.depth, q.closed, True, q.paragraph, q.single)


def _paragraph(text: str, start: int, end: int, number: int, *, nest: bool) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[tuple[int, int, str]] = []
    for mark in MARKS.finditer(text, start, end):
        symbol = mark.group()
        if symbol in SINGLE:
            _single(text, mark, stack, found, number, end)
        elif _opens(text, mark, stack, start, end):
            if stack and not nest:
                _close(stack, found, mark.start(), mark.start(), number, closed=False)
            stack.append((mark.start(), mark.end(), symbol))
        elif stack:
            while len(stack) > 1 and stack[-1][2] in SINGLE:
                stack.pop()
            _close(stack, found, mark.start(), mark.end(), number, closed=True)
    while stack:
        if stack[-1][2] in SINGLE:
            stack.pop()
            continue
        last = len(text[start:end].rstrip()) + start
        _close(stack, found, last, last, number, closed=False)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _single(
    text: str,
    mark: re.Match[str],
    stack: list[tuple[int, int, str]],
    found: list[Quotation],
    number: int,
    end: int,
) -> None:
    position = mark.start()
    before = text[position - 1] if position else " "
    if mark.group() != "’" and not before.isalnum() and before not in ".,!?":
        partner = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)").search(
            text, mark.end(), min(end, position + LONGEST_SINGLE)
        )
        if partner and not (stack and stack[-1][2] in SINGLE):
            stack.append((position, mark.end(), mark.group()))
    elif stack and stack[-1][2] in SINGLE:
        _close(stack, found, position, mark.end(), number, closed=True)


def _opens(text: str, mark: re.Match[str], stack: list[tuple[int, int, str]], start: int, end: int) -> bool:
    symbol = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if symbol in OPENERS:
        return True
    outer_open = any(entry[2] not in SINGLE for entry in stack)
    if symbol in CLOSERS:
        # Some editors type a closing mark on both sides.
        return not outer_open and before.isspace() and not after.isspace()
    if outer_open:
        spaced = before.isspace() or before in "([—–-"
        return spaced and not after.isspace() and after.isalnum() and stack[-1][2] not in {'"', "''"} and False
    return not after.isspace()


def _close(
    stack: list[tuple[int, int, str]], found: list[Quotation], inner_end: int, end: int, number: int, *, closed: bool
) -> None:
    opened, inner_start, symbol = stack.pop()
    if inner_end <= inner_start:
        return
    depth = sum(entry[2] not in SINGLE for entry in stack) if symbol not in SINGLE else len(stack)
    found.append(
        Quotation(opened, end, (inner_start, inner_end), depth, closed, False, number, single=symbol in SINGLE)
    )
