"""Find the time expressions of a text and give each its value against the days that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from tocsin.extract.parsed_text import text_of
from tocsin.extract.time_grammar import TimeGrammar
from tocsin.extract.time_values import Groups, Setting, Tense, Value, value_of
from tocsin.extract.word import Word, word_at
from tocsin.model.interval import Interval

_CONNECTORS = re.compile(
    r"(?:\b(since|from|until|till|by|before|after|through|between|following|(?<!-)up\s+to|starting|beginning|as\s+of|prior\s+to)"
    r"(?:\s+(?:the|early|late|mid|at\s+least|about|around))*|\b(in))\s+$",
    re.IGNORECASE,
)
_SHORT_MONTH_SETTING = re.compile(
    r"\b(?:in|since|until|by|of|last|next|this|early|late|and|or|to|through)\s+$", re.IGNORECASE
)
_SEASON_SETTING = re.compile(
    r"\b(?:in|this|last|next|of|by|during|the|since|until|through)\s+(?:the\s+)?$", re.IGNORECASE
)
_YEAR_SETTING = re.compile(
    r"\b(?:in|since|until|till|by|of|from|during|before|after|to|for|early|late|mid|the|year|and|through|about"
    r"|around|than)[\s-]+(?:the\s+)?$|[(,/-]\s*$",
    re.IGNORECASE,
)
_SHORT_DAYS = ("sat", "sun", "wed", "mon", "fri")
_NO_REFERENCE = (" after", " as", " before", " few", " two", " three")
# With these the infinitive happens when they do: "tried to cross on 28 March".
_CARRIED_OUT = (
    "try",
    "attempt",
    "manage",
    "fail",
    "begin",
    "start",
    "continue",
    "struggle",
    "come",
    "happen",
    "help",
)
# "May" and "March" are words too, as "second" and "fall" are: these need something of a date around them.
_SETTING = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|during|before|after|to|through|and|or|between|for|the|that|this|on|as|and|around|starting)|[,(–-]|^)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that the grammar recognises, before it has a value."""

    start: int
    end: int
    name: str
    groups: Groups
    connector: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression at half-open offsets, with its value. `connector` is "since", "until" and the like, or ""."""

    start: int
    end: int
    name: str
    connector: str
    value: Value
    groups: Groups

    @property
    def interval(self) -> Interval | None:
        """The days it names, or None where they are not known."""
        return self.value.interval


def find_matches(text: str, start: int, end: int, grammar: TimeGrammar) -> list[Match]:
    """All time expressions within offsets, from left to right; the longest wins, then the grammar's order."""
    if not grammar.trigger.search(text, start, end):
        return []
    found: list[tuple[int, int, int, Match]] = []
    for rank, (name, pattern) in enumerate(grammar.patterns):
        for match in pattern.finditer(text, start, end):
            if _plausible(name, match, text):
                groups = match.groupdict()
                connector = _connector(text, start, match.start())
                stop = match.end() - _closing_stop(match.group())
                found.append(
                    (match.start() - stop, rank, match.start(), Match(match.start(), stop, name, groups, connector))
                )
    taken: list[Match] = []
    for _, _, _, candidate in sorted(found, key=_by_size):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in taken):
            taken.append(candidate)
    return sorted(taken, key=_by_start)


def _closing_stop(words: str) -> int:
    """1 where a full stop ends the sentence and not an abbreviation ("on Monday.", but "in Sept.")."""
    last = words.rstrip(".").split()[-1] if words.endswith(".") else ""
    return int(len(last) > 4 or last.lower() in ("may", "june", "july"))


def _by_size(entry: tuple[int, int, int, Match]) -> tuple[int, int, int]:
    return entry[:3]


def _by_start(match: Match) -> int:
    return match.start


def _connector(text: str, floor: int, at: int) -> str:
    match = _CONNECTORS.search(text[max(floor, at - 24) : at])
    return " ".join((match.group(1) or match.group(2) or "").lower().split()) if match else ""


def _plausible(name: str, match: re.Match[str], text: str) -> bool:
    """Whether a match that may be an ordinary word stands where a time would."""
    words = match.group().lower()
    before = text[max(0, match.start() - 14) : match.start()]
    match name:
        case "month":
            return _month_like(words, before, capital=text[match.start()].isupper())
        case "season":
            return _season_like(words, before)
        case "weekday":
            # "Yes on a Monday" names no day.
            return not re.search(r"\b(?:an?|every|each|any)\s+$", before, re.I) and words not in _SHORT_DAYS
        case "quarter":
            return bool(match.group("year")) or match.group("part").lower() != "half"
        case "reference" if words in ("once", "soon", "shortly", "the past"):
            after = text[match.end() : match.end() + 8].lower()
            return words != "once" and not before.lower().endswith("as ") and not after.startswith(_NO_REFERENCE)
        case "year":
            return 1900 <= int(match.group("year")) <= 2099 or bool(_YEAR_SETTING.search(before))
    return True


def _month_like(words: str, before: str, *, capital: bool) -> bool:
    if words.rstrip(".") in ("may", "march", "mar", "dec", "jan"):
        return bool(_SETTING.search(before)) and capital
    if len(words.rstrip(".")) <= 4 and words not in ("june", "july") and not words.endswith("."):
        return bool(_SHORT_MONTH_SETTING.search(before))
    return True


def _season_like(words: str, before: str) -> bool:
    if words in ("spring", "fall", "winter", "summer", "autumn"):
        return bool(_SEASON_SETTING.search(before))
    return not words.endswith("fall") or words.startswith(("last", "next", "this", "early", "late"))


def tense_at(doc: Doc, offset: int) -> Tense:
    """The tense of the verb that an expression hangs on: what a weekday or month without a year leans on."""
    token = word_at(doc, offset)
    for _ in range(10):
        if token.pos_ in ("NOUN", "PROPN") and token.idx < offset and token.dep_ != "npadvmod":
            # "The summit in April": the noun's date owes nothing to the verb's tense.
            return ""
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            tense = verb_tense(token)
            if tense:
                return tense
        if token.head.i == token.i:
            break
        token = token.head
    return ""


def _scheduled(doc: Doc, offset: int, grammar: TimeGrammar) -> bool:
    """Whether a weekday hangs on a simple present, as what is arranged does ("the trial resumes on Monday")."""
    token = word_at(doc, offset)
    for _ in range(4):
        if token.head.i == token.i:
            return False
        token = token.head
        if token.pos_ in ("NOUN", "PROPN"):
            return False
        if token.pos_ == "VERB":
            return token.tag_ in ("VBZ", "VBP") and token.lemma_.lower() not in grammar.present["speech"]
    return False


def verb_tense(verb: Word) -> Tense:
    """Past, future, or "" where the verb's own form does not tell."""
    words = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lower = {child.lower_ for child in words}
    if lower & {"will", "wo", "'ll", "’ll", "shall", "may", "might", "would", "must"}:
        # "Would not have sent" looks back.
        perfect = any(child.lower_ in ("have", "'ve", "’ve") for child in words)
        return "past" if perfect and "will" not in lower else "future"
    if verb.lower_ in (
        "going",
        "set",
        "expected",
        "scheduled",
        "due",
        "plan",
        "plans",
        "planned",
        "slated",
        "expects",
        "expect",
    ) and any(child.dep_ == "xcomp" for child in verb.children):
        return "future"
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in words) or lower & {"has", "have", "'ve", "’ve"}:
        return "past"
    if verb.tag_ in ("VBN",) and not words:
        return "past"
    if "to" in lower and verb.dep_ == "xcomp" and verb.head.lemma_ in _CARRIED_OUT:
        return verb_tense(verb.head)
    if "to" in lower:
        plain = [child for child in words if child.lemma_ != "be"]
        return "future" if verb.dep_ in ("xcomp", "acl", "ROOT") and not plain[1:] else ""
    ahead = ("due", "scheduled", "slated", "set")
    due = verb.lemma_ == "be" and any(child.lower_ in ahead for child in verb.children)
    return "future" if due and "not" not in lower else ""


def find_expressions(
    doc: Doc,
    spans: Iterable[tuple[int, int]],
    anchor: date | None,
    grammar: TimeGrammar,
    *,
    tense: Callable[[Doc, int], Tense] = tense_at,
) -> Iterator[TimeExpression]:
    """The time expressions of a text, sentence by sentence (`spans`), read against the day of writing.

    A date without a year takes that of its own sentence, else the likeliest by the day of writing and the verb's
    tense, else that of the date last mentioned; nothing is guessed beyond that.
    """
    setting = Setting(anchor, None, None, "", grammar)
    carried: int | None = None
    dated: list[TimeExpression] = []
    for start, end in spans:
        year: int | None = None
        for match in find_matches(text_of(doc), start, end, grammar):
            if match.name == "ago":
                setting = replace(setting, previous=_event_day(text_of(doc), match, dated) or setting.previous)
            leaning = "future" if match.connector == "by" else tense(doc, match.start)
            if match.name == "weekday" and not leaning and _scheduled(doc, match.start, grammar):
                leaning = "future"
            # A sentence's own year serves its dates, but not what still lies ahead.
            lent = None if leaning == "future" else year if year is not None else carried
            setting = replace(setting, tense=leaning, year=lent)
            value = value_of(match.name, match.groups, setting)
            if value is None:
                continue
            if value.interval and value.interval.start and value.kind != "DURATION":
                setting = replace(setting, previous=value.interval)
                if value.basis == "absolute":
                    year = value.interval.start.year
            expression = TimeExpression(match.start, match.end, match.name, match.connector, value, match.groups)
            if value.interval and value.kind != "DURATION":
                dated.append(expression)
            yield expression
        # A story told of a past year goes on in it for one more sentence, where the day of writing is unknown.
        carried = year if anchor is None else None


def _event_day(text: str, match: Match, dated: list[TimeExpression]) -> Interval | None:
    """ "Two days before the referendum": the date that the text gave for that event, as the last to name both."""
    event = re.match(r"\s+(?:the\s+)?(\w{4,})", text[match.end : match.end + 40])
    if event is None:
        return None
    for expression in reversed(dated):
        around = text[max(0, expression.start - 60) : expression.end + 25].lower()
        if event.group(1).lower() in around:
            return expression.interval
    return None


def reread(expression: TimeExpression, anchor: date | None, grammar: TimeGrammar) -> TimeExpression:
    """The same words read against another day: "yesterday" in a quotation is the day before the utterance."""
    setting = Setting(anchor, None, None, "past", grammar)
    value = value_of(expression.name, expression.groups, setting)
    return expression if value is None else replace(expression, value=value)
