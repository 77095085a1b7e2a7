"""What the words around a name or noun say of it: titles, descriptions, its country."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.extract.parse import Parse
from tocsin.text.gazetteer import Country, Gazetteer

OWNER = ("'s", "’s", "'", "’")


def titles_before(parse: Parse, start: int) -> list[str]:
    """Words right before a name that may be its title, in lower case."""
    found = []
    token = start - 1
    while token >= 0 and start - token <= 7 and (parse.parts[token] in ("NOUN", "PROPN", "ADJ")):
        found.append(parse.lemmas[token].lower())
        token -= 1
    return found


def descriptions_of(parse: Parse, head: int) -> list[str]:
    """Nouns that an apposition or a copula says of it, and "former" before them."""
    found = []
    nouns = [c for c in parse.children[head] if parse.labels[c] == "appos"]
    if parse.labels[head] == "appos":
        nouns.append(parse.heads[head])
    if parse.labels[head] == "nsubj" and parse.lemmas[parse.heads[head]] == "be":
        attribute = parse.child(parse.heads[head], "attr")
        nouns.extend([attribute] if attribute is not None else [])
    for noun in nouns:
        of = parse.child(noun, "prep") if parse.parts[noun] == "NUM" else None  # "one of the organizers"
        whole = parse.child(of, "pobj") if of is not None else None
        found.append(parse.lemmas[noun if whole is None else whole].lower())
        found.extend(parse.lemmas[c].lower() for c in parse.children[noun] if parse.labels[c] in ("amod", "compound"))
    return found


def country_of(parse: Parse, token: int, gazetteer: Gazetteer) -> Country | None:
    """The country in a description's adjective or owner: "the Ukrainian leader"."""
    for child in parse.children[token]:
        if parse.labels[child] in ("amod", "compound", "poss", "nmod"):
            found = gazetteer.find(parse.words[child])
            if found:
                return found[0]
    return None


def bare(text: str) -> str:
    """The phrase less its article or owner."""
    first, _, rest = text.partition(" ")
    return (
        rest if rest and first.lower() in ("the", "a", "an", "this", "that", "his", "her", "its", "their") else text
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A name as it is written: its words without titles, the titles before it, and its first token."""

    words: list[str]
    titles: list[str]
    start: int


def written_name(parse: Parse, token: int, start: int, label: str, plain_titles: frozenset[str]) -> Written | None:
    """The name that a recognised entity holds, less article, ending and brackets; None where nothing is left."""
    words = [w for w in parse.words[start : token + 1] if w.strip() and w not in "[]()"]
    while words and words[-1] in OWNER:
        words.pop()
    while len(words) > 1 and words[0].lower() == "the":
        words.pop(0)
        start += 1
    if not words:
        return None
    head = token if parse.words[token] not in ("'s", "’s") else token - 1
    titles = titles_before(parse, start) if label != "NORP" else []
    while len(words) > 1 and words[0].lower() in plain_titles:
        titles.append(words.pop(0).lower())
        start += 1
    stop = head if parse.words[head].strip() else token
    while stop > start and parse.words[stop] in (*OWNER, "]", ")", "["):
        stop -= 1
    # As written: no blanks around a hyphen.
    written = " ".join(parse.text[parse.starts[start] : parse.ends[stop]].split()).strip("[]()")
    return Written(written.split() or words, titles, start)


def described_as(parse: Parse, head: int) -> str:
    """The words that name and describe it, without the clauses that tell of its past."""
    clauses = (i for i in range(head + 1, parse.right[head] + 1) if parse.labels[i] in ("relcl", "acl", "advcl"))
    stop = next((max(parse.left[i] - 1, head) for i in clauses), parse.right[head])
    return parse.text[parse.starts[parse.left[head]] : parse.ends[stop]][:160]


def office_before(parse: Parse, token: int, source_heads: frozenset[int]) -> int | None:
    """ "the governor of the lake province Ada Brook": the last token of the name at the end of an office's phrase,
    where a common noun stands before it or the surname comes again by itself."""
    of = next((c for c in parse.children[token] if c == token + 1 and parse.lowers[c] == "of"), None)
    last = parse.child(of, "pobj") if of is not None else None
    if of is None or last is None or last - of < 3 or not all(parse.words[i][0].isupper() for i in (last - 1, last)):
        return None
    again = any(parse.words[i] == parse.words[last] for i in source_heads if i > last)
    lower = parse.parts[last - 2] == "NOUN" and parse.words[last - 2].islower()
    if parse.parts[last - 1] != "PROPN" or not (lower or (again and parse.words[last - 2][0].isupper())):
        return None
    return last


def named_beside(parse: Parse, head: int) -> int | None:
    """The noun that a name stands beside in apposition: the mayor in "the mayor, Ada Brook", through a second one in
    "its chair, the pharmacist Ada Brook"."""
    noun = head
    for _ in range(2):
        if parse.labels[noun] != "appos" or parse.heads[noun] > noun:
            break
        noun = parse.heads[noun]
    return noun if noun != head and parse.parts[noun] == "NOUN" else None
