"""When a text was published, and how that is known: stated in it, or only bounded by the past days it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tocsin.model.document import Publication
from tocsin.model.interval import Interval
from tocsin.read.blocks import Block
from tocsin.read.data_files import load_toml, strings
from tocsin.read.date_words import DateMention, find_dates, resolve

# How notes end that ask for a date; they go once the user gives one.
ASKING = ": give its date"

_FILE = "publication.toml"
_HEAD_BLOCKS = 14
_TAIL_BLOCKS = 6
_DIGIT = re.compile(r"\d")
_NEAR = 60  # characters
_BEFORE_TITLE = 4
_AFTER_TITLE = 8
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]?")

_REST_OF_DATE_LINE = re.compile(
    r"^[\s|,;:()\-–—•·/.@]*(?:(?:mon|tues?|wednes|wed|thu|thurs|fri|satur|sat|sun)(?:day)?\b|at\b|on\b|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|"
    r"[ap]\.?m\.?\b|gmt|utc|eet|eest|cet|cest|est|edt|bst|msk|et|local time|kyiv time|"
    r"\d+\s*min(?:ute)?s?(?:\s+read)?\b|"
    r"[\s|,;:()\-–—•·/.@+]|\+\d\d:?\d\d|z\b|t(?=\d))*$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|during|early|late|mid|year|for|throughout|spring|summer|autumn|fall|winter|and|between)[\s-]+$",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"^(?:[A-Z][\w.'’-]*[ ,/]*){1,5}$|^(?:[A-Z][A-Z.'’ ,/-]+)$")
_AGENCY_AFTER = re.compile(r"^[ ,.]*(?:\([^)]{2,40}\)|/[^/]{2,30}/\.?)?\s*(?:[-–—:.]|--)\s*\S")


@dataclass(frozen=True, slots=True)
class DateLanguage:
    """The words of `data/publication.toml` as patterns."""

    published: re.Pattern[str]
    updated: re.Pattern[str]
    today: re.Pattern[str]
    ahead_before: re.Pattern[str]
    ahead: re.Pattern[str]
    past: re.Pattern[str]


@lru_cache(maxsize=1)
def load_date_language() -> DateLanguage:
    """Raises VocabularyError where the file is malformed."""
    table = load_toml(_FILE)

    def words(key: str) -> str:
        found = sorted(strings(table, key, _FILE), key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found)

    return DateLanguage(
        published=re.compile(
            rf"^\W*(?:{words('published_labels')})\s*(?:[:|–—-]|\s)\s*(?:(?:on|at)\s+)?$", re.IGNORECASE
        ),
        updated=re.compile(
            rf"^\W*(?:{words('updated_labels')})\s*(?:[:|–—-]|\s)\s*(?:(?:on|at)\s+)?$", re.IGNORECASE
        ),
        today=re.compile(rf"\b(?:{words('today_words')}),?\s+(?:\(|on\s+)?$", re.IGNORECASE),
        ahead_before=re.compile(rf"\b(?:{words('ahead_prepositions')})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE),
        ahead=re.compile(rf"\b(?:{words('ahead_words')})\b", re.IGNORECASE),
        past=re.compile(rf"\b(?:{words('past_words')}|\w{{2,}}ed)\b", re.IGNORECASE),
    )


def publication(
    found: Sequence[Block], prose: Sequence[Block], title: int | None = None
) -> tuple[Publication, tuple[str, ...]]:
    """The publication date as far as the words tell it, with notes.

    `found` are all blocks; `prose` those that are the article's own; `title` is the headline's
    index. First what a label, a date line or a dateline
    states, then the day called today, then the last past day named, as a lower bound. Never a guess.
    """
    language = load_date_language()
    stated = _stated(found, title, language)
    if stated is not None:
        return stated, ()
    bound, named = _bound(prose, language)
    today = _today(prose, language)
    if today is not None:
        return _from_today(today, bound, named, language)
    if bound is None:
        return Publication(Interval(None, None), "unknown", "the text names no day by which it was out"), ()
    reason = f"the text speaks of “{named}” as past"
    return Publication(Interval(bound, None), "bounded", reason), _unplaced(prose, language)


def _stated(found: Sequence[Block], title: int | None, language: DateLanguage) -> Publication | None:
    """The best of the dates near the headline, or at the top where there is none, and the labelled ones at the end.

    A page has dates of other articles on it as well, so far from the headline only a label counts.
    """
    first, last = (max(0, title - _BEFORE_TITLE), title + _AFTER_TITLE) if title is not None else (0, _HEAD_BLOCKS)
    ranked: list[tuple[int, Publication]] = []
    for index, block in enumerate(found):
        near = first <= index <= last
        if (not near and index < len(found) - _TAIL_BLOCKS) or not _DIGIT.search(block.text, 0, 400):
            continue
        mentions = find_dates(block.text[:400])
        stated = (
            _stated_here(block, found[index - 1].text if index else "", mentions[0], language) if mentions else None
        )
        if stated is not None and (near or stated[0] in (0, 3)):
            # A date over the headline may be the masthead's, the day on which the page was copied.
            over = title is not None and index < title
            ranked.append((2 * stated[0] + over + (0 if near else 8), stated[1]))
    return min(ranked, key=_rank)[1] if ranked else None


def _rank(item: tuple[int, Publication]) -> int:
    return item[0]


def _stated_here(
    block: Block, previous: str, mention: DateMention, language: DateLanguage
) -> tuple[int, Publication] | None:
    before, after = block.text[: mention.start], block.text[mention.end :]
    if mention.interval is None or mention.interval.precision not in ("day", "range"):
        return None
    doubt = ", which reads two ways" if mention.ambiguous else ""
    if language.published.match(before + " ") and before.strip():
        return 0, _states(mention, f"the text is labelled “{block.text[: mention.end]}”{doubt}")
    if language.updated.match(before + " ") and before.strip():
        return 3, _states(mention, f"the text is labelled “{block.text[: mention.end]}”{doubt}")
    alone = _REST_OF_DATE_LINE.match(after) and _REST_OF_DATE_LINE.match(before)
    if alone and language.updated.match(previous + " "):
        return 3, _states(mention, f"a line holds only this date, under “{previous}”{doubt}")
    if alone:
        return 1, _states(mention, f"a line holds only this date: “{block.text[:60]}”{doubt}")
    byline = block.words <= 14 and not block.final and re.match(r"\W*(?:by|from|author:?)\s+[A-Z]", block.text, re.I)
    if byline and _REST_OF_DATE_LINE.match(after):
        return 2, _states(mention, f"the byline holds it: “{block.text[:60]}”{doubt}")
    if _PLACE_BEFORE.match(before.strip(" ,.–—-(") or "-") and _AGENCY_AFTER.match(after) and block.prose:
        return 1, _states(mention, f"the dateline says “{block.text[: mention.end]}”{doubt}")
    return None


def _states(mention: DateMention, reason: str) -> Publication:
    assert mention.interval is not None
    return Publication(mention.interval, "stated", reason)


def _bound(prose: Sequence[Block], language: DateLanguage) -> tuple[date | None, str]:
    """The latest day by whose beginning the text must have been written, and the words that say so."""
    best: tuple[date, str] | None = None
    for block in prose:
        if not re.search(r"(?:19|20)\d\d", block.text):
            continue
        for match in _SENTENCE.finditer(block.text):
            for mention in _past_dates(match.group(), language):
                start = mention.interval.start if mention.interval else None
                if start and (best is None or start > best[0]):
                    best = (start, mention.text)
    return best or (None, "")


def _past_dates(sentence: str, language: DateLanguage) -> list[DateMention]:
    mentions = find_dates(sentence) if _DIGIT.search(sentence) else ()
    if not mentions:
        return []
    words = sentence
    for mention in reversed(mentions):  # the month of May is no sign of the future
        words = words[: mention.start] + words[mention.end :]
    if language.ahead.search(words) or not language.past.search(words):
        return []
    return [
        mention
        for mention in mentions
        if not mention.ambiguous
        and (
            mention.interval is None
            or mention.interval.precision != "year"
            or _YEAR_BEFORE.search(_before(sentence, mention))
        )
        and not language.ahead_before.search(_before(sentence, mention))
    ]


def _before(sentence: str, mention: DateMention) -> str:
    """The few words before a date."""
    return sentence[max(0, mention.start - _NEAR) : mention.start]


def _today(prose: Sequence[Block], language: DateLanguage) -> DateMention | None:
    """The day that the writer calls today, outside quotations as far as a sentence shows."""
    for block in prose:
        for mention in find_dates(block.text) if re.search(r"\d", block.text) else ():
            before = block.text[: mention.start]
            if (
                language.today.search(before[-_NEAR:])
                and before.count("“") <= before.count("”")
                and before.count('"') % 2 == 0
            ):
                return mention
    return None


def _from_today(
    today: DateMention, bound: date | None, named: str, language: DateLanguage
) -> tuple[Publication, tuple[str, ...]]:
    if today.interval is not None and today.interval.precision == "day":
        return Publication(today.interval, "stated", f"the writer calls {today.text} today"), ()
    note = f"the text says that today is {today.text}, but not of which year{ASKING}"
    if bound is None or today.day is None or today.month is None:
        return Publication(Interval(None, None), "unknown", f"the writer calls {today.text} today, without a year"), (
            note,
        )
    earliest = resolve(today.day, today.month, bound)
    reason = f"the writer calls {today.text} today, without a year, and speaks of “{named}” as past"
    return Publication(Interval(earliest or bound, None), "bounded", reason), (note,)


def _unplaced(prose: Sequence[Block], language: DateLanguage) -> tuple[str, ...]:
    """Days told without a year can't bound anything; the reader is told of them."""
    days = [
        mention.text
        for block in prose
        for match in _SENTENCE.finditer(block.text)
        for mention in _past_dates(match.group(), language)
        if mention.interval is None
    ]
    distinct = list(dict.fromkeys(days))
    if not distinct:
        return ()
    return (f"it also speaks of {', '.join(distinct[:4])} without a year{ASKING}",)
