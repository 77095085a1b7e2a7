"""Quantities of a claim: value or range, bound, what is counted of which population.

Dates, clock times, ages of decades, names with a number ("Il-76", "6th Brigade", "Article 5"), addresses, telephone
numbers and list numbers are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from tocsin.extract.draft import Draft
from tocsin.extract.figure import Figure
from tocsin.extract.parsed_text import text_of, token_at
from tocsin.extract.quantity_context import base_of, is_change, is_name, ranked, unit_of
from tocsin.extract.quantity_lexicon import QuantityLexicon, load_quantity_lexicon
from tocsin.extract.time_expressions import Match, find_matches
from tocsin.extract.time_grammar import load_time_grammar
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span

_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|percent\b|percentage\s+points?\b|pct\b)", re.IGNORECASE)
_HYPHENATED = re.compile(
    r"-(?:year|month|week|day|hour|minute|kilomet(?:er|re)|met(?:er|re)|mile|ton|point)(?:-old)?\b", re.IGNORECASE
)
# "Over 10 years" is a stretch of time, not a bound.
_TIME_UNIT = re.compile(r"\s+(?:years|months|weeks|days|hours)\b")
_CLOCK = re.compile(
    r"\s?(?:a\.?m\.?|p\.?m\.?|GMT|UTC|hours?\s+local|o['’]clock)\b|\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b"
)
_WHOLE = re.compile(r"\s+(?:of|the|a|his|its|their|her)\b")
_ONLY = re.compile(r"\b(?:only|just|not|but)\s+$", re.IGNORECASE)
# "61 per cent, up from 54": a level that is set against another, not a change.
_LEVEL = re.compile(r"\s*[,(–-]?\s*(?:up|down)\s+(?:\w+\s+)?from\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:%|per\s?cent|percent)?\s*(-|–|—|to|or|and)\s*$", re.IGNORECASE)


def quantities(doc: Doc, draft: Draft) -> tuple[Quantity, ...]:
    """The quantities within a claim's content, in order."""
    lexicon = load_quantity_lexicon()
    text, content = text_of(doc), draft.content
    if not lexicon.trigger.search(text, content.start, content.end):
        return ()
    figures = _figures(text, content, lexicon)
    if not figures:
        return ()
    dates = find_matches(text, content.start, min(content.end + 12, len(text)), load_time_grammar())
    figures = _ranges(text, [figure for figure in figures if not _masked(doc, figure, dates)])
    found = []
    for figure in figures:
        token = token_at(doc, figure.start)
        last = token_at(doc, figure.end - 1)
        if (
            figure.shape == "fraction"
            and not figure.percent
            and _BY.search(text[max(0, figure.start - 24) : figure.start])
        ):
            # "Fell by about a fifth": a share by which something changes is a percentage.
            share = replace(figure, value=round(figure.value * 100, 1), percent=True)
            figure = share if is_change(share, last, lexicon) else figure
        if is_name(text, figure, token, last, lexicon) or not _counts(text, figure, token, last, lexicon, content):
            continue
        found.append(_quantity(doc, figure, last, content, lexicon))
    return tuple(found)


def _figures(text: str, content: Span, lexicon: QuantityLexicon) -> list[Figure]:
    figures: list[Figure] = []
    at = content.start
    while match := lexicon.number.search(text, at, content.end):
        at = match.end()
        figure = _figure(match, lexicon)
        if figure is None:
            continue
        if match.group("part"):
            # "A quarter of a million": the share multiplies what follows.
            word = re.match(r"\w+", text[at:])
            scale = lexicon.magnitudes.get(word.group().lower(), 1) if word else 1
            at += len(word.group()) if word else 0
            figure = replace(figure, end=at, value=figure.value * scale)
        percent = _PERCENT.match(text, figure.end, content.end)
        if percent:
            at = percent.end()
            figure = replace(figure, end=at, percent=True, shape="digits")
        elif hyphenated := _HYPHENATED.match(text, figure.end, content.end):
            at = hyphenated.end()
            figure = replace(figure, end=at)
        figures.append(figure)
    return figures


def _figure(match: re.Match[str], lexicon: QuantityLexicon) -> Figure | None:
    words = " ".join(match.group().lower().split())
    start, end = match.span()
    if match.group("vague"):
        value, qualifier = lexicon.vague[words]
        return Figure(start, end, value, None, "vague", qualifier)
    if match.group("part"):
        key = next((w for w in lexicon.fractions if w in words), "half")
        return Figure(start, end, lexicon.fractions[key] if key != "third" else 1 / 3, None, "part")
    if match.group("digits"):
        plain = re.sub(
            r"[,\u00a0\u202f\s]", "", match.group("digits").lower().replace("minus", "-").replace("−", "-")
        )
        scale = lexicon.magnitudes[(match.group("big") or match.group("small") or "hundred").lower()]
        scaled = float(plain) * (scale if match.group("big") or match.group("small") else 1)
        return Figure(start, end, round(scaled, 6), None, "money" if match.group("currency") else "digits")
    if match.group("spelled"):
        value = spelled_value(words, lexicon)
        return Figure(start, end, value, None, "one" if value == 1 else "spelled")
    if match.group("dozen"):
        first, unit = words.rsplit(" ", 1)
        count = 0.5 if first.startswith("half") else lexicon.numerals.get(first, 1)
        return Figure(start, end, count * lexicon.magnitudes[unit], None, "spelled")
    if match.group("fraction"):
        key = re.sub(r"^(?:an?|the|one)[\s-]+", "", words)
        if key in lexicon.ordinals and not words.startswith(("a ", "one")):
            return Figure(end - len(key), end, lexicon.ordinals[key], None, "ordinal")
        return Figure(start, end, lexicon.fractions[key], None, "fraction")
    if match.group("times"):
        return Figure(start, end, lexicon.times[words], None, "times")
    if match.group("ordinal"):
        value = lexicon.ordinals.get(words) or float(re.sub(r"\D", "", words))
        return Figure(start, end, value, None, "ordinal")
    return Figure(start, end, 1.0, None, "article")


def spelled_value(words: str, lexicon: QuantityLexicon) -> float:
    """The value of a number in words: "one hundred and fifty" is 150."""
    total = current = 0.0
    for word in re.split(r"[\s-]+", words):
        if word in lexicon.numerals:
            current += lexicon.numerals[word]
        elif word in lexicon.magnitudes:
            scale = lexicon.magnitudes[word]
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total += (current or 1) * scale
                current = 0.0
    return total + current


def _masked(doc: Doc, figure: Figure, dates: list[Match]) -> bool:
    """Whether the figure belongs to a date or a clock time."""
    text = text_of(doc)
    if re.match(r":\d\d", text[figure.end : figure.end + 3]) or re.search(
        r"\d:$", text[max(0, figure.start - 2) : figure.start]
    ):
        return True
    if _CLOCK.match(text, figure.end):
        return True
    for match in dates:
        if match.start < figure.end and figure.start < match.end:
            if match.name == "duration" or (match.name == "past_span" and _lasting(text, match.start)):
                continue
            if match.name == "ago" and (match.groups["word"] or "").lower() in ("before", "after"):
                continue
            if match.name == "year" and _counts_things(doc, figure):
                continue
            return figure.shape != "ordinal" or match.name != "century"
    return False


def _lasting(text: str, start: int) -> bool:
    """ "Will last 72 hours": the verb, not "the last 72 hours"."""
    return bool(
        re.search(
            r"\b(?:will|would|to|can|could|may|might|should)\s+$", text[max(0, start - 8) : start], re.IGNORECASE
        )
    )


def _counts_things(doc: Doc, figure: Figure) -> bool:
    """ "2000 people": a bare four-digit number before a plural noun is no year, unless a preposition leads it in."""
    last = token_at(doc, figure.end - 1)
    if last.i + 1 >= len(doc):
        return False
    follows = last.nbor()
    before = doc[last.i - 1].lower_ if last.i else ""
    return follows.tag_ == "NNS" and before not in ("in", "since", "of", "from", "by", "until", "the")


def _ranges(text: str, figures: list[Figure]) -> list[Figure]:
    """Join "40 to 60", "30-35", "between 5 and 10" into one figure with both ends."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if last is not None and last.high is None and figure.high is None and _joins(text, last, figure):
            scale = 1.0
            bare = text[last.start : last.end].strip().isdigit()
            if bare and last.value < 1000 <= figure.value and re.search(r"[a-z]", text[figure.start : figure.end]):
                # "From 4 to 6 billion": the magnitude belongs to both.
                scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if figure.value >= s), 1.0)
            low = last.value * scale
            if low < figure.value:
                joined[-1] = replace(last, end=figure.end, value=low, high=figure.value, percent=figure.percent)
                continue
        joined.append(figure)
    return joined


def _joins(text: str, first: Figure, second: Figure) -> bool:
    between = _RANGE.match(text[first.end : second.start])
    if (first.percent and not second.percent) or (first.shape == "money") != (second.shape == "money"):
        return False
    if between is None or "fraction" in (first.shape, second.shape) or "ordinal" in (first.shape, second.shape):
        return False
    if between.group(1).lower() == "and":
        return bool(
            re.search(r"\bbetween\s+(?:the\s+)?$", text[max(0, first.start - 14) : first.start], re.IGNORECASE)
        )
    if between.group(1).lower() == "or":
        return second.value - first.value <= 2 and first.value < 20
    return not (first.value < 20 and second.value < 20 and "-" in between.group(1) and _score(text, second))


def _score(text: str, second: Figure) -> bool:
    """ "Won 3-1 in", "6-2": small numbers with nothing counted after them."""
    return not re.match(
        r"[\s-]+(?!in\b|on\b|at\b|over\b|with\b|against\b|and\b|to\b|for\b)[a-z]", text[second.end : second.end + 8]
    )


def _counts(text: str, figure: Figure, token: Token, last: Token, lexicon: QuantityLexicon, content: Span) -> bool:
    """Whether the figure gives a quantity here: "one thing" and "the two sides" don't, "one of the four" does."""
    qualified = any(p.search(text[max(0, figure.start - 26) : figure.start]) for _, p in lexicon.before)
    after = text[figure.end : figure.end + 14].lower()
    if figure.shape == "ordinal":
        return ranked(token)
    if figure.shape == "article":
        return qualified
    if figure.shape == "one":
        measured = bool(re.match(r"[\s-](?:" + "|".join(re.escape(u) for u in lexicon.units) + r")s?\b", after))
        return (
            measured
            or qualified
            or bool(
                re.match(
                    r"\s+of\s+(?:the\s+|its\s+|their\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten)",
                    after + text[figure.end + 14 : figure.end + 30].lower(),
                )
            )
        )
    if figure.shape == "times" and text[figure.start : figure.end].lower() == "once":
        # "Had once said" counts nothing; "once a week" and "only once" do.
        return qualified or bool(
            re.match(r"\s+(?:a|an|every|per|in)\b", after)
            or _ONLY.search(text[max(0, figure.start - 6) : figure.start])
        )
    if figure.shape == "fraction":
        whole = bool(_WHOLE.match(after)) and not after.startswith(" of the year")
        return figure.percent or whole
    if figure.shape == "spelled" and figure.value in (2, 3) and not qualified:
        before = text[max(0, figure.start - 12) : figure.start].lower()
        return not re.search(r"\b(?:the|these|those|both)\s+$", before) or before.rstrip().endswith("of the")
    if figure.value < 20 and figure.shape in ("digits", "spelled") and figure.high is None and not figure.percent:
        # Scores: "3-1", "6 to 3".
        rest = text[figure.end : figure.end + 6]
        lead = text[max(0, figure.start - 4) : figure.start]
        if re.match(r"\s?(?:-|–|to)\s?\d", rest) or re.search(r"\d\s?(?:-|–|to)\s?$", lead):
            return False
    return True


def _quantity(doc: Doc, figure: Figure, last: Token, content: Span, lexicon: QuantityLexicon) -> Quantity:
    text = text_of(doc)
    before = text[max(content.start, figure.start - 26) : figure.start]
    start, qualifier = figure.start, figure.qualifier or "exact"
    for name, pattern in lexicon.before:
        match = pattern.search(before)
        if match and not (match.group().lower().startswith("over") and _TIME_UNIT.match(text, figure.end)):
            start = figure.start - (len(before) - match.start())
            # "More than thousands" is not said; a bound before a vague word replaces the word's own.
            qualifier = name
            break
    else:
        for name, pattern in lexicon.after:
            if pattern.match(text[figure.end : min(figure.end + 36, content.end)]):
                qualifier = name
    change = figure.percent and not _LEVEL.match(text, figure.end) and is_change(figure, last, lexicon)
    if change:
        qualifier = "percent-change"
    unit, end = unit_of(doc, figure, last, content, lexicon, change=change)
    base = base_of(text, figure, content)
    return Quantity(Span(start, max(end, figure.end)), figure.value, figure.high, unit, qualifier, base)
