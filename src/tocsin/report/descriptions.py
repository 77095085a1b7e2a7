"""What the words beside a name say of its bearer: a role of private life, a title or office ("public"), or nothing.

Looked at are the words just before and after each run of capitalised words that may be a person's name; which words
describe whom is in `data/people.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from anyascii import anyascii

from tocsin.report.vocabulary import load_people_words, load_wording
from tocsin.text.gazetteer import load_gazetteer

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_AGE_BEFORE = re.compile(r"\b\d{1,2}[- ]year[- ]old\s+$")
_AGE_AFTER = re.compile(r"(?:,\s+(?:aged\s+)?|\s+\()\d{1,2}\s*[,.;)]")
_PLACE_BEFORE = re.compile(r"(?i:\b(?:from|in|at|near|outside|around|the)\s+)$")
_INDEFINITE_BEFORE = re.compile(r"\b[Aa]n?\s+(?P<words>[a-z][\w-]*(?:\s+[\w’'-]+){0,7}),\s+$")
_INDEFINITE_AFTER = re.compile(r",\s+(?:\d{1,2},\s+)?an?\s+(?P<words>[a-z][\w-]*(?:\s+[\w’'-]+){0,9})")
_SPEECH = "said|says|told|tells|recalled|recalls|remembers|remembered|added|adds|explained|explains|complained|wept"
_SPEECH_BEFORE = re.compile(rf"\b(?:{_SPEECH})\s+$|\baccording to\s+(?:an?\s[^,]+,\s+)?$")
_SPEECH_AFTER = re.compile(rf"\s*,?\s+(?:who\b|(?:has |had )?(?:{_SPEECH})\b)")
_LONGEST_NAME = 4
_ACRONYM = 6
_LINKS = ("", "named", "called")


def described(text: str) -> Iterable[tuple[str, str]]:
    """Each name beside which a describing word stands, with its role ("public" for a title)."""
    for start, end in possible_names(text):
        # "Marta K.": the full stop is the name's.
        after = end + (text[end : end + 1] == "." and text[end - 2 : end - 1] == " ")
        left, right = text[max(0, start - 90) : start], text[after : after + 120]
        role = _role(left, right) or _undescribed(text[start:end], left, right)
        if role:
            yield text[start:end], role


def personal(name: str) -> bool:
    """Whether a resolved name looks like a person's own name, not a description or an organisation."""
    words = WORD.findall(name)
    excluded = _excluded()
    return (
        1 <= len(words) <= _LONGEST_NAME
        and all(word[0].isupper() and not (word.isupper() and len(word) < _ACRONYM) for word in words)
        and not any(word.lower() in excluded or word.lower() in _describing() for word in words)
        and not any(mark in name for mark in "()[]0123456789")
    )


def possible_names(text: str) -> Iterable[tuple[int, int]]:
    """Runs of one to four capitalised words that may be a person's name."""
    run: list[re.Match[str]] = []
    excluded = _excluded() | _describing()
    for match in [*WORD.finditer(text), None]:
        fits = match is not None and match[0][0].isupper() and _bare(match[0]).lower() not in excluded
        if run and (not fits or match is None or text[run[-1].end() : match.start()] != " "):
            if len(run) <= _LONGEST_NAME and not _goes_on(text, run[-1].end()):
                yield run[0].start(), run[-1].start() + len(_bare(run[-1][0]))
            run = []
        if fits and match is not None:
            run.append(match)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _goes_on(text: str, end: int) -> bool:
    """Whether an organisation's word or a closing bracket follows: then the words before are only part of a name."""
    after = re.match(r"\s([A-Z]\w+)|\]", text[end : end + 40])
    return after is not None and (after[1] is None or after[1].lower() in load_people_words().not_names)


def _role(left: str, right: str) -> str | None:
    """The role that the words before and after a name give; a title on either side wins."""
    left = re.split(r"[.!?;:\n“”\"]\s*(?=\S*\s)", left)[-1]
    before = _before().search(left)
    # "the commander of the soldier X": the word nearest to the name is the one that describes it.
    nearest = list(_anywhere().finditer(before[0]))[-1:] if before else []
    role_before = _kind(nearest[0]["word"]) if nearest else None
    if before and nearest and role_before != "public" and before[0][nearest[0].end() :].strip(" ,") not in _LINKS:
        role_before = None  # "a resident of X": X is where he lives
    named_thing = re.search(r"\b[Tt]he\s+$", left) is not None
    found = [role_before, None if named_thing else _apposition(right)]
    if "public" in found:
        return "public"
    if any(found):
        return next(role for role in found if role)
    if _PLACE_BEFORE.search(left):
        return None
    verb = _private_verb().match(right)
    if verb:
        return load_people_words().private_verbs[verb["verb"]]
    return "private person" if _AGE_BEFORE.search(left) or _AGE_AFTER.match(right) else None


def _undescribed(name: str, left: str, right: str) -> str | None:
    """The role of somebody with an indefinite description that is in no list: "a shepherd, X, said"."""
    before = _INDEFINITE_BEFORE.search(left)
    after = _INDEFINITE_AFTER.match(right)
    if before and not re.match(r"\s*,", right):
        before = None
    if not before and not after:
        return None
    words = [found["words"] for found in (before, after) if found]
    if any(not _things().isdisjoint(re.findall(r"[\w’'-]+", phrase.lower())) for phrase in words):
        return None
    rest = right[after.end() :] if after else right
    spoke = _SPEECH_BEFORE.search(left) or _SPEECH_AFTER.match(rest)
    given = anyascii(name.split()[0]).lower() in _given_names()
    return "private person" if given or (spoke and (" " in name or before)) else None


def _apposition(right: str) -> str | None:
    match = re.match(r"(?:’s|'s)?,\s+([^,.;:”\"\n]+)", right) or re.match(r"\s+(who\s+[^,.;:”\"\n]+)", right)
    if not match:
        return None
    words = match[1]
    if words.startswith(("which", "where", "when", "and", "but", "or", "according")):
        return None
    first = _anywhere().search(words)
    if not first or len(words[: first.start()].split()) > 7:
        return None
    return _kind(first["word"])


def _kind(word: str) -> str:
    roles = load_people_words().roles
    return roles.get(word) or roles.get(word.lower()) or "public"


@cache
def _alternatives() -> str:
    words = load_people_words()
    every = sorted((*words.roles, *words.titles), key=len, reverse=True)
    return "|".join(re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in every)


@cache
def _before() -> re.Pattern[str]:
    of_what = r"(?:\s+(?:of|for|at|to)\s+(?:[\w’'-]+\s+){0,7}?)?"
    return re.compile(rf"{_word()}{of_what}(?:,| named| called)?\s*$")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"{_word()}\b(?!['’]s)")


def _word() -> str:
    # "general-lieutenant" is no lieutenant, but an "ex-soldier" is a soldier.
    return rf"(?<![\w-])(?:ex-)?(?P<word>{_alternatives()})"


@cache
def _private_verb() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, load_people_words().private_verbs))
    return re.compile(rf",?\s+(?:who\s+)?(?:has\s+|had\s+)?(?P<verb>{verbs})\b")


@cache
def _describing() -> frozenset[str]:
    words = load_people_words()
    return frozenset(word.lower() for word in (*words.roles, *words.titles) if " " not in word)


@cache
def _excluded() -> frozenset[str]:
    forms = {
        word.lower()
        for country in load_gazetteer().countries
        for form in (country.name, country.capital, *country.adjectives, *country.demonyms, *country.seats)
        for word in form.split()
    }
    return load_people_words().not_names | forms


@cache
def _things() -> frozenset[str]:
    """Nouns whose bearers are no persons, and titles: neither makes a name private."""
    words = load_people_words()
    return words.things | words.title_words | load_wording().bodies


@cache
def _given_names() -> frozenset[str]:
    rows = files("tocsin.text").joinpath("data/given_names.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(name for row in rows if not row.startswith("#") for name in row.split("\t") if name)
