"""Who published a text, only where it says so itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from tocsin.read.data_files import load_toml, strings

_FILE = "publication.toml"
_NAME = (
    r"(?P<name>(?-i:(?:[Tt]he\s+)?[A-Z0-9][\w&./’'-]*"
    r"(?:\s+(?:of|and|the|for|&|on)\s+[A-Z][\w&./’'-]*|\s+[A-Z0-9][\w&./’'-]*){0,5}))"
)
_ENDS = ("all", "rights", "reserved", "inc", "ltd", "llc", "reproduction", "powered", "terms", "privacy", "no")
_Phrases = tuple[tuple[str, re.Pattern[str]], ...]
_YEAR = r"(?:19|20)\d\d"


# A dateline: capitals, perhaps a day, the agency in brackets, a dash: "MINSK, 4 May (Some Agency) -".
_DATELINE = re.compile(
    r"^\W{0,2}(?:[A-Z][A-Z.'’/ -]{2,40})(?:,[^()\n]{0,40})?\s*\((?P<name>[A-Z][^()\n]{1,40})\)\.?\s*[-–—:.]"
    r"|^\W{0,2}(?:[A-Z][A-Z.'’/ -]{2,40})(?:,[^()\n]{0,40})\.?\s*/(?P<slashed>[A-Z][^/()\n]{1,30})/"
)


def agency(paragraphs: Iterable[str]) -> str | None:
    """The agency that a dateline credits, or None. Copy that credits one is its own, whoever printed it."""
    for text in paragraphs:
        match = _DATELINE.match(text)
        if match:
            return (match.group("name") or match.group("slashed")).strip()
    return None


def publisher(strong_in: Iterable[str], weak_in: Iterable[str]) -> str | None:
    """The publisher's name, or None.

    A line such as "Read the original article on X" or a copyright notice in `strong_in` (the edges of the page)
    stands alone; softer self-mentions in `weak_in` must agree in two different ways.
    """
    strong, weak, stops = _patterns()
    for text in strong_in:
        for literal, pattern in strong:
            match = pattern.search(text) if literal in text.lower() else None
            name = _clean(match.group("name"), stops) if match else None
            if name:
                return name
    votes: Counter[str] = Counter()
    for text in weak_in:
        lowered = text.lower().replace("’", "'")
        for literal, pattern in weak:
            if literal in lowered:
                names = {_clean(match.group("name"), stops) for match in pattern.finditer(text)}
                votes.update(name for name in names if name)
    best = votes.most_common(2)
    if best and best[0][1] >= 2 and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Phrases, _Phrases, frozenset[str]]:
    table = load_toml(_FILE)
    stops = frozenset(strings(table, "publisher_stops", _FILE))
    strong = tuple(_compile(phrase) for phrase in strings(table, "strong_publishers", _FILE))
    return strong, tuple(_compile(phrase) for phrase in strings(table, "weak_publishers", _FILE)), stops


def _compile(phrase: str) -> tuple[str, re.Pattern[str]]:
    """A literal part that a text must hold, and the pattern."""
    literal = max(re.split(r"\{\w+\}", phrase), key=len).strip()
    escaped = re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]")
    pattern = escaped.replace(r"\{name\}", _NAME, 1).replace(r"\{year\}", _YEAR)
    return literal, re.compile(r"(?<!\w)" + pattern, re.IGNORECASE)


def _clean(name: str, stops: frozenset[str]) -> str | None:
    words = re.sub(r"['’]s$", "", name.strip(" .,")).split()
    for cut, word in enumerate(words):
        if (cut and word.lower().strip(".,") in _ENDS) or (not cut and word.lower().strip(".,") in stops):
            words = words[:cut]
            break
    cleaned = " ".join(words).strip(" .,-–")
    return cleaned if len(cleaned) >= 3 and cleaned.lower() not in stops and not cleaned.isdigit() else None
