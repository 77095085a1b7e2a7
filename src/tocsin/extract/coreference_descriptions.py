"""What the words around a name or noun say of it: titles, descriptions, its country."""

from __future__ import annotations

from tocsin.extract.parse import Parse
from tocsin.text.gazetteer import Country, Gazetteer


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
