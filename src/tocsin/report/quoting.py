"""Quotations: the exact words of a claim, made to stand by themselves or given up.

What stands between quotation marks is the article's own wording. Two things are done to it, both visible or
harmless: words that only tie it to the sentence before are left out at its head, and a pronoun that points outside
is replaced by the name it stands for, in square brackets. A quotation whose pronoun nobody resolved is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.model.claim import Claim
from tocsin.model.mention import Mention
from tocsin.model.span import Span
from tocsin.report.context import Context
from tocsin.report.vocabulary import load_people_words, load_wording
from tocsin.report.words import possessive

LONGEST = 300
_FEWEST_WORDS = 4
# A pronoun among the first words has nothing before it that it could mean.
_HEAD = 3
_ASKING = frozenset({"Why", "How", "What", "Who", "Whose", "Where", "Whether"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "hers", "theirs"})
_TOKEN = re.compile(r"[\w'’-]+")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
# Debris that a reader left in: player times, bullets, addresses, share bars.
_DEBRIS = re.compile(r"https?:|www\.|\d:\d\d:\d\d|[•|©→►]|\.\.\.$|…$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words fit to be shown between quotation marks, where they stand, and how well they stand alone (0 to 1).

    `resolved` tells whether a pronoun was replaced.
    """

    text: str
    span: Span
    fitness: float
    resolved: bool
    reasons: tuple[str, ...]


def quotation(context: Context, claim: Claim, speaker: str = "", whole_sentence: bool = False) -> Quotation | None:
    """The claim's words as a quotation, or None where they cannot stand alone.

    `speaker` is the name that will stand before them: a pronoun for that name needs no brackets.
    """
    document = context.documents[claim.document_id].text
    span = _trimmed(document, claim.sentence if whole_sentence else claim.content)
    if span is None:
        return None
    raw = document[span.start : span.end]
    if any(span.overlaps(piece.span) for piece in context.documents[claim.document_id].boilerplate):
        return None
    if "\n\n" in raw or _DEBRIS.search(raw) or not _balanced(raw) or raw.rstrip().endswith("?"):
        return None
    tokens = _TOKEN.findall(raw)
    # "Why the plan is unlikely": a headline's question, and no statement.
    if tokens and tokens[0] in _ASKING:
        return None
    if len(tokens) < _FEWEST_WORDS or tokens[-1].lower() in load_wording().unfinished:
        return None
    replaced = _replace_pronouns(context, claim, span, raw, speaker)
    if replaced is None:
        return None
    text, resolved, dangling = replaced
    text = " ".join(text.split())
    fitness, reasons = _fitness(claim, text, dangling)
    if resolved:
        fitness *= 0.9
    shown = _inner_marks(context.mask(text, claim.document_id))
    return Quotation(shown, span, fitness, resolved, reasons)


def _inner_marks(text: str) -> str:
    """Quotation marks inside a quotation, made single."""
    pieces = text.replace("“", "‘").replace("”", "’").split('"')
    return "".join(
        piece + ("" if index == len(pieces) - 1 else "‘’"[index % 2]) for index, piece in enumerate(pieces)
    )


def capped(text: str, longest: int = LONGEST) -> str:
    """The text, cut at a word with an ellipsis where it is longer than an export may carry."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


def _trimmed(document: str, span: Span) -> Span | None:
    """The span without quotation marks, closing marks and linking words at its ends."""
    start, end = span.start, span.end
    marks = ' \n\t“”"«»‘–—-,;:'
    while start < end and document[start] in marks:
        start += 1
    while start < end and document[end - 1] in ' \n\t.,;:–—-"“':
        end -= 1
    if end > start and document[end - 1] == "”" and "“" not in document[start:end]:
        return _trimmed(document, Span(start, end - 1))
    for word in load_wording().connectives:
        head = document[start : start + len(word) + 1].lower().replace("’", "'")
        if head in (f"{word} ", f"{word},") and end - start > len(word) + 12:
            return _trimmed(document, Span(start + len(word) + 1, end))
    return Span(start, end) if end > start else None


def _balanced(raw: str) -> bool:
    return all(raw.count(left) == raw.count(right) for left, right in _PAIRS) and raw.count('"') % 2 == 0


def _replace_pronouns(
    context: Context, claim: Claim, span: Span, raw: str, speaker: str
) -> tuple[str, bool, bool] | None:
    """The words with outward pronouns resolved; whether any was; whether one still dangles. None: hopeless.

    A pronoun that may mean something earlier in the quotation is left alone, whatever coreference says: the reader
    resolves it as the article's reader did.
    """
    wording = load_wording()
    names = {mention.span.start: mention for mention in claim.participants if mention.pronoun}
    pieces, last, resolved, dangling = [], 0, False, False
    for index, token in enumerate(_TOKEN.finditer(raw)):
        base = token[0].lower().replace("’", "'").split("'")[0]
        if index == 0 and base in wording.pointers:
            return None
        if base not in wording.pronouns or _expletive(raw[token.start() :]):
            continue
        if index >= _HEAD and _antecedent(raw[: token.start()], base):
            continue
        name = _usable(names.get(span.start + token.start()), base, raw[token.end() :])
        if name and context.canonical(name) == context.canonical(speaker):
            continue
        if not name:
            if index < _HEAD:
                return None
            dangling = True
            continue
        whole = possessive(name) if base in _POSSESSIVES else name
        pieces += [raw[last : token.start()], f"[{whole}]{token[0][len(base) :]}"]
        last, resolved = token.end(), True
    return "".join([*pieces, raw[last:]]), resolved, dangling


def _usable(mention: Mention | None, pronoun: str, after: str) -> str:
    """The name that a pronoun was resolved to, if it can stand in its place; else ""."""
    if mention is None or mention.name.lower() in load_wording().pronouns:
        return ""
    name = mention.name
    if pronoun in ("they", "them", "their", "theirs", "themselves") and mention.kind in ("person", "state", "place"):
        return ""
    personal = pronoun in ("he", "she", "him", "her", "his", "hers", "himself", "herself")
    if personal and (mention.kind != "person" or not any(word[0].isupper() for word in name.split())):
        return ""
    # "[military unit’s] military unit": it was resolved to what it belongs to.
    return "" if name.lower().split()[-1] in after.lower().split()[:3] else name


def _antecedent(before: str, pronoun: str) -> bool:
    """Whether something in the words before may be what the pronoun means: a plural for "they", else a name or a
    person's description."""
    if pronoun in ("it", "its", "itself", "their", "theirs", "themselves"):
        return True  # so far into a clause they mean its subject
    tokens = _TOKEN.findall(before)
    people = load_people_words()
    if pronoun in ("they", "them"):
        return any(token.endswith("s") and len(token) > 3 for token in tokens)
    return any(
        (token[0].isupper() and token.lower() not in people.not_names and (index > 0 or len(tokens) > 1))
        or token.lower() in people.roles
        or token.lower() in people.title_words
        for index, token in enumerate(tokens)
    )


def _expletive(rest: str) -> bool:
    head = rest.lower().replace("’", "'")
    return any(head.startswith(f"{phrase} ") or head == phrase for phrase in load_wording().expletives)


def _fitness(claim: Claim, text: str, dangling: bool) -> tuple[float, tuple[str, ...]]:
    """How well the words stand alone, from 1 down, with what speaks against them."""
    tokens = _TOKEN.findall(text)
    count = len(tokens)
    first = [token.lower() for token in tokens[:3]]
    nouns = load_wording().anaphoric_nouns
    checks = (
        (dangling, 0.35, "a pronoun points outside"),
        (count < 5, 0.3, "very short"),
        (count > 45, 0.3, "very long"),
        (28 < count <= 45, 0.8, "long"),
        (claim.headline, 0.25, "a headline"),
        (claim.condition is not None, 0.8, "hangs on a condition"),
        (len(first) > 1 and first[0] == "the" and first[1] in nouns, 0.5, "opens with something said before"),
        (bool(first) and first[0] in ("i", "we", "our", "my", "you") and not claim.attributed, 0.4, "first person"),
    )
    fitness = 1.0
    for wrong, factor, _ in checks:
        fitness *= factor if wrong else 1.0
    return fitness, tuple(reason for wrong, _, reason in checks if wrong)
