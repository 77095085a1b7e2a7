"""What stands around a number: what it counts, whether it names or ranks, and what a change is measured against."""

from __future__ import annotations

import re
from typing import Protocol

from spacy.tokens import Doc, Token

from tocsin.extract.parsed_text import text_of
from tocsin.extract.quantity_lexicon import QuantityLexicon
from tocsin.model.span import Span

_BASE = re.compile(
    r"\b(?:compared\s+(?:with|to)|against|versus|relative\s+to|year[- ]on[- ]year|from\s+a\s+year\s+(?:ago|earlier)"
    r"|than\s+(?:in|a\s+year|last)|since|over\s+the\s+(?:past|last|same))\b[^.;,]{0,60}",
    re.IGNORECASE,
)
_PRECISE_UNIT = re.compile(
    r"[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?|km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|times|tons?|tonnes?|barrels?|degrees)\b(?:\s+of\s+age\b)?",
    re.IGNORECASE,
)


class Found(Protocol):
    """The part of a found number that its context is read with."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def value(self) -> float: ...
    @property
    def shape(self) -> str: ...
    @property
    def percent(self) -> bool: ...


# Words that make a name of a number even in lower case ("room 204").
_NUMBERED = [
    "no.",
    "number",
    "page",
    "room",
    "chapter",
    "article",
    "section",
    "paragraph",
    "line",
    "gate",
    "psalm",
    "flight",
    "resolution",
]


def is_name(text: str, figure: Found, token: Token, last: Token, lexicon: QuantityLexicon) -> bool:
    """Whether a number is part of a name, an address, a telephone number or a list's numbering."""
    before, after = text[max(0, figure.start - 24) : figure.start], text[figure.end : figure.end + 40]
    prefix = re.search(r"\b(?:mid|sub|pre|post|per|non)-$", before, re.IGNORECASE)
    if re.search(r"[A-Za-z][-–/]$", before) and not prefix:
        return figure.shape == "digits"
    spelled = figure.shape == "spelled" and text[figure.start].isupper()
    if not figure.percent and (spelled or figure.shape in ("digits", "ordinal")) and _named(before, lexicon):
        return True
    streets = "|".join(re.escape(street) for street in sorted(lexicon.streets))
    if figure.value < 2000 and re.match(rf"(?:\s+[A-Z]\w+){{1,2}}\s+(?i:{streets})\b", after):
        return True
    telephone = re.match(r"\s\d{3,4}\s\d{3,4}\b", after) or re.search(r"\d{3}\s$|\+\d{0,3}\s?$", before)
    numbering = figure.value < 100 and re.match(r"[.)]\s", after) and re.search(r"(?:^|\n)\s*$", before)
    if telephone or numbering:
        return True
    joined = re.match(r"[A-Z]|-[A-Z]|[/-]\d", after) and not re.match(r"-[A-Z]?\d", after)
    return figure.shape == "digits" and bool(joined)


def _named(before: str, lexicon: QuantityLexicon) -> bool:
    """Whether the word directly before a number makes a name of it: "Article 5", "Flight 714"."""
    if not re.search(r"\w[\s\u00a0#]+$|\.\s$", before):
        return False
    words = re.findall(r"[\w.]+", before)
    name = words[-1].lower() if words else ""
    return name in lexicon.names_before and (words[-1][0].isupper() or name in _NUMBERED)


def ranked(token: Token) -> bool:
    """Whether an ordinal is a count that matters: "the third such attack this year", "in its third year"; not "first
    elected", "the second floor"."""
    noun = token.head
    if noun.pos_ not in ("NOUN", "PROPN") or token.dep_ not in ("amod", "nummod", "compound"):
        return False
    if any(c.dep_ == "poss" for c in noun.children) and noun.lemma_ in ("year", "month", "week", "day", "term"):
        return True
    if noun.lemma_ in ("day", "year", "month", "week") and any(
        c.dep_ == "prep" and c.lower_ == "of" for c in noun.children
    ):
        return noun.dep_ in ("appos", "attr", "pobj") and token.lower_ not in ("last", "first")
    if noun.dep_ != "attr":
        return False
    if any(
        c.lower_ in ("such", "known", "consecutive", "straight", "successive", "recorded", "confirmed", "reported")
        for c in noun.children
    ):
        return True
    return any(c.dep_ in ("prep", "relcl", "npadvmod", "acl") and c.lower_ not in ("of",) for c in noun.children)


def is_change(figure: Found, last: Token, lexicon: QuantityLexicon) -> bool:
    """Whether a percentage is a change: "rose by 14 per cent", "a 30 % drop", "up 4 %"; not "to 61 %"."""
    token = last
    for _ in range(5):
        head = token.head
        if token.dep_ == "pobj" and head.lower_ in ("to", "at", "of", "with", "in", "from"):
            return not (head.lower_ != "of" or head.head.lemma_.lower() not in lexicon.change)
        if head.i == token.i:
            return False
        if head.lemma_.lower() in lexicon.change:
            return token.dep_ not in ("nsubj", "nsubjpass")
        if any(c.lower_ in ("up", "down") and abs(c.i - last.i) <= 4 for c in head.children):
            return True
        if head.lower_ in ("higher", "lower", "more", "less", "fewer", "up", "down"):
            return True
        token = head
    return False


def unit_of(
    doc: Doc, figure: Found, last: Token, content: Span, lexicon: QuantityLexicon, *, change: bool
) -> tuple[str, int]:
    """What is counted, in the text's own words, and where the measure unit of the figure ends."""
    text = text_of(doc)
    if figure.percent:
        whole = _whole_of(doc, last, content)
        name = f"per cent of {whole}" if whole else "per cent"
        return (f"{name} change" if change and not whole else name), figure.end
    if figure.shape == "digits" and _is_age(text, figure):
        return "years of age", figure.end
    measure = _PRECISE_UNIT.match(text, figure.end, content.end)
    if "year-old" in text[figure.start : figure.end] or "years-old" in text[figure.start : figure.end]:
        return "years of age", figure.end
    if (
        text[figure.start : figure.end]
        .rstrip("s")
        .endswith(("year", "month", "day", "week", "hour", "minute", "mile", "ton", "point"))
        and "-" in text[figure.start : figure.end]
    ):
        noun = _noun_after(last)
        word = text[figure.start : figure.end].rsplit("-", 1)[-1]
        return f"{word}s of {noun.text}" if noun is not None else f"{word}s", figure.end
    if measure:
        return " ".join(measure.group().replace("-", " ").split()), measure.end()
    if figure.shape == "money":
        return text[figure.start : figure.start + 1], figure.end
    if figure.shape == "times":
        return "times", figure.end
    noun = _noun_after(last)
    if noun is None:
        return "", figure.end
    return _phrase(doc, last, noun, content), figure.end


def _is_age(text: str, figure: Found) -> bool:
    """ "Ana Kovač, 54, said": a bare number between commas after a name."""
    named = re.search(r"[A-Z][\w’'-]+,\s$", text[max(0, figure.start - 30) : figure.start])
    return bool(named) and text[figure.end : figure.end + 1] in ",)" and 0 < figure.value < 110


def _whole_of(doc: Doc, last: Token, content: Span) -> str:
    """The whole that a share is of: the words of the noun after "of", without what a relative clause adds."""
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is None or following.lower_ != "of":
        return ""
    noun = next((c for c in following.children if c.dep_ == "pobj"), None)
    if noun is None:
        return ""
    stop = noun.i + 1
    for child in noun.children:
        if child.i > noun.i and child.dep_ == "prep" and child.lower_ in ("of", "in") and child.i == stop:
            stop = max(t.i for t in child.subtree) + 1
    words = [t.text_with_ws for t in doc[following.i + 1 : min(stop, following.i + 9)] if t.idx < content.end]
    return "".join(words).strip()


def _noun_after(last: Token) -> Token | None:
    """The noun that a number counts: its head to the right, or what "of" brings."""
    token = last
    for _ in range(4):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        return noun
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ in ("NOUN", "PROPN") and head.i > last.i:
            return head
        if token.dep_ not in ("compound", "nummod", "quantmod", "amod", "nmod", "npadvmod", "advmod"):
            return None
        token = head
    return None


def _phrase(doc: Doc, last: Token, noun: Token, content: Span) -> str:
    """The counted noun with the words before it and a short "of", "in" or "from" phrase after it."""
    end = noun.i + 1
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "from") and child.i == end:
            right = max((t.i for t in child.subtree), default=child.i)
            if right - child.i <= 6:
                end = right + 1
            break
    words = [t.text_with_ws for t in doc[last.i + 1 : end] if t.idx < content.end]
    return "".join(words).strip().removeprefix("of ").strip()


def base_of(text: str, figure: Found, content: Span) -> str:
    """What a percentage or change is measured against, in the text's words, or ""."""
    if not figure.percent:
        return ""
    match = _BASE.search(text, figure.end, min(content.end, figure.end + 90))
    return match.group().strip() if match else ""
