"""The brief as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.report import words
from tocsin.report.nouns import Board, Brief, Citation, Contradiction, KeyPoint, Sentence

# Sources beyond this many are in the tables, not in the brief.
MOST_SOURCES = 15
_SYMBOLS = {"lit": "●", "denied": "○", "contested": "◐", "stale": "·", "unreported": "–"}


def render(brief: Brief) -> str:
    """The whole brief, ending in a newline."""
    blocks = [block for section in _sections(brief) for block in section]
    return "\n\n".join(blocks) + "\n"


def _sections(brief: Brief) -> Iterator[Iterator[str]]:
    yield _head(brief)
    yield _points(brief)
    yield _board(brief.board)
    yield _sway(brief)
    yield _conflicts(brief)
    yield _sources(brief)
    yield _gaps(brief)
    yield _method(brief)
    yield _documents(brief)


def _head(brief: Brief) -> Iterator[str]:
    heading, answer = brief.heading, brief.answer
    yield f"# {escape(heading.question)}"
    yield (
        f"**{escape(words.capital(answer.word))}: {answer.probability}** · 90{words.SPACE}% interval "
        f"{answer.interval} · prior {answer.prior_words} · confidence {answer.confidence} · "
        f"as of {words.day(heading.as_of)}"
    )
    yield " ".join(_sentence(sentence) for sentence in brief.summary)
    roles = words.joined([f"{role} {escape(name)}" for role, name in heading.roles])
    yield "\n".join(
        [
            f"- **Roles:** {roles}. **Deadline:** {words.day(heading.deadline)}.",
            f"- **What settles it:** {escape(heading.criterion)}",
            f"- **Range:** {answer.span}.",
            f"- **Stage now:** {words.joined([f'{escape(name)} {share}' for name, share in answer.stages])}.",
            *([f"- **If the order were given:** {answer.compliance_words}."] if answer.compliance_words else []),
        ]
    )


def _points(brief: Brief) -> Iterator[str]:
    if not brief.key_points:
        yield "## Key points"
        yield "No report that counts bears on the question. The answer is the prior."
        return
    yield "## Key points"
    yield "\n".join(line for index, point in enumerate(brief.key_points, 1) for line in _point(index, point))


def _point(index: int, point: KeyPoint) -> Iterator[str]:
    yield f"{index}. **{escape(point.topic)}** ({point.effect}). {_sentence(point.statement)} {escape(point.support)}"
    for sentence in point.against:
        yield f"   - {_sentence(sentence)}"


def _board(board: Board) -> Iterator[str]:
    yield "## Indicator board"
    if board.rows:
        windows = board.rows[0].cells
        shown = words.stretch(windows[0].start, windows[-1].end)
        yield (
            f"{words.capital(words.counted(len(windows), 'window'))} from {shown}, the oldest on the left. "
            "● reported, ◐ contested, ○ denied, · reported earlier, – no report."
        )
        yield table(
            ("Indicator", "Usually points", "Windows", "Last report", "Articles"),
            [
                (
                    row.name,
                    row.effect,
                    " ".join(_SYMBOLS[cell.state] for cell in row.cells),
                    row.latest,
                    _numbers(row.citations),
                )
                for row in board.rows
            ],
        )
    if board.silent:
        yield f"No report in {'these windows' if board.rows else 'time'} on: {escape(words.joined(board.silent))}."


def _sway(brief: Brief) -> Iterator[str]:
    yield "## What carries the judgement, and what would tip it"
    if brief.waterfall:
        yield table(
            ("Step from the prior to the answer", "Effect", "Articles"),
            [(step.label, step.words, _numbers(step.citations)) for step in brief.waterfall],
        )
    lines = [f"- {_sentence(sentence)}" for sentence in (*brief.carries, *brief.tips, *brief.assumptions)]
    yield (
        "\n".join(lines) if lines else "_No single report, origin, source or indicator moves the answer noticeably._"
    )


def _conflicts(brief: Brief) -> Iterator[str]:
    yield "## Contradictions and tensions"
    if not brief.contradictions:
        yield "None was found between the reports."
        return
    yield "\n".join(line for item in brief.contradictions for line in _conflict(item))
    if brief.more_contradictions:
        yield f"{words.capital(words.counted(brief.more_contradictions, 'more pair'))} in the table of conflicts."


def _conflict(item: Contradiction) -> Iterator[str]:
    yield f"- **{words.capital(item.relation)}.** {_sentence(item.a)}"
    yield f"  Against it: {_sentence(item.b)}"
    if item.why:
        yield f"  _{escape(item.why)}_"


def _sources(brief: Brief) -> Iterator[str]:
    yield "## Who says what"
    if brief.sources:
        yield table(
            ("Source", "Kind", "Side", "Grade", "Claims", "Articles", "Origins"),
            [
                (
                    row.name,
                    row.type,
                    row.side or "–",
                    row.grade,
                    str(row.claims),
                    str(row.documents),
                    str(row.origins),
                )
                for row in brief.sources[:MOST_SOURCES]
            ],
        )
        more = len(brief.sources) - MOST_SOURCES
        if more > 0:
            yield f"{words.capital(words.counted(more, 'more source'))} in the table of sources."
    for tree in brief.trees:
        lines = [f"**{escape(tree.title)}**: {escape(tree.words)}", ""]
        for origin in tree.origins:
            how = "" if origin.stated else " (inferred)"
            carried = f" → {escape(words.joined(origin.documents))}" if origin.documents else ""
            lines.append(f"- {escape(origin.label)}{how}{carried}")
        yield "\n".join(lines)


def _gaps(brief: Brief) -> Iterator[str]:
    yield "## Open questions"
    yield "\n".join(f"- {escape(line)}" for line in brief.open_questions) or "None."
    yield "## Left out"
    yield "\n".join(f"- {escape(row.what)}: {escape(row.why)}" for row in brief.left_out) or "Nothing."


def _method(brief: Brief) -> Iterator[str]:
    yield "## Method"
    yield from (escape(paragraph) for paragraph in brief.method)
    yield f"Why confidence is {brief.answer.confidence}: {escape('; '.join(brief.answer.confidence_reasons))}."
    if brief.heading.notes:
        yield f"How the question was read: {escape('; '.join(note.rstrip('.') for note in brief.heading.notes))}."


def _documents(brief: Brief) -> Iterator[str]:
    yield "## Documents"
    yield table(
        ("No.", "Publisher", "Title", "Published", "How known", "Counts", "File", "SHA-256 of the text"),
        [
            (
                str(row.number),
                row.label,
                row.title or "–",
                row.date,
                row.basis,
                "yes" if row.counted else "no",
                row.name,
                f"`{row.text_sha256[:16]}`",
            )
            for row in brief.documents
        ],
    )


def _sentence(sentence: Sentence) -> str:
    text = escape(sentence.text)
    if sentence.judgement:
        return f"_{text}_{_short(sentence.citations)}"
    return f"{text}{_long(sentence.citations)}"


def _long(citations: Sequence[Citation]) -> str:
    shown = "; ".join(f"{citation.number}, {citation.label}" for citation in citations)
    return f" [{escape(shown)}]" if shown else ""


def _short(citations: Sequence[Citation]) -> str:
    return f" [{_numbers(citations)}]" if citations else ""


def _numbers(citations: Sequence[Citation]) -> str:
    return ", ".join(str(citation.number) for citation in citations)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; cells are escaped, but for code spans."""
    lines = [_line(header), _line(["---"] * len(header))]
    lines += [_line([cell if cell.startswith("`") else escape(cell) for cell in row]) for row in rows]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def escape(text: str) -> str:
    """Article text with Markdown's own marks made harmless. Code spans that Tocsin wrote stay."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(piece if index % 2 else _escaped(piece) for index, piece in enumerate(pieces))


def _escaped(text: str) -> str:
    # Brackets are links only before a parenthesis or a bracket, an underscore is emphasis only at a word's edge.
    return re.sub(r"([\\*<`]|^#|\](?=[(\[:])|\b_|_\b(?!\w))", r"\\\1", text)
