"""Verbs beside their content: fronted, set apart with commas, or cut off from it by the parser."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.complements import that_clause
from tocsin.extract.frame import Content, Frame
from tocsin.extract.lexicon import Cue
from tocsin.extract.parse import FINITE, Parse
from tocsin.extract.verb_framing import framed

COMMAS = frozenset({",", "–", "—", "-", "--"})


def about_frame(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "About this informed X": the verb before its subject; the content is what the sentence before said."""
    cue, last = fitting[0]
    about, author = parse.child(token, "prep"), parse.child(token, "dobj", "nsubj")
    if about is None or about > token or parse.lowers[about] != "about" or author is None or author < token:
        return None
    this = parse.child(about, "pobj")
    if this is None or this > token or cue.level != "speech" or (source is not None and source < token):
        return None
    return framed(parse, token, (token, last), cue, author, (Content(this, this, this),))


def beside_frame(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "as X said", or "X said" set beside its content with commas: the clause it stands in is the content."""
    label, head = parse.labels[token], parse.heads[token]
    amid = _amid(parse, token, fitting, source)
    if amid is not None:
        return amid
    if label not in ("advcl", "parataxis", "dep", "ccomp") or source is None or parse.child(token, "ccomp", "xcomp"):
        return None
    cue, last = next(((c, end) for c, end in fitting if "clause" in c.takes), fitting[0])
    if "clause" not in cue.takes or parse.child(token, "dobj") is not None:
        return None
    first = parse.left[token]
    if label == "advcl" and parse.lowers[first] != "as":
        return None
    if label in ("dep", "ccomp") and not (first > head and parse.words[first - 1] in COMMAS):
        return None
    frame = framed(parse, token, (token, last), cue, source, ())
    return replace(frame, whole=True, extent=(first, parse.right[token]))


def _amid(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "It was, she writes, a farce": set between commas, with the clause it stands in on both sides."""
    cue, last = next(((c, end) for c, end in fitting if c.level == "speech" and "clause" in c.takes), fitting[0])
    if source is None or cue.level != "speech" or parse.tags[token] not in FINITE or abs(token - source) > 3:
        return None
    first, last = min(parse.left[source], token), max(source, last)
    start, stop = parse.sentences[parse.sentence[token]]
    if parse.labels[token] == "parataxis" and parse.heads[token] > last:
        first = min(first, parse.left[token])
    if not start < first - 1 <= token or parse.words[first - 1] != "," or last + 2 >= stop:
        return None
    before, after = first - 2, last + 2
    cut = parse.tags[before] in FINITE or parse.lowers[before] in ("not", "n't") or parse.labels[before] == "nsubj"
    if parse.words[last + 1] != "," or not cut or parse.labels[after] in ("cc", "mark"):
        return None
    return replace(framed(parse, token, (token, token), cue, source, ()), whole=True, extent=(first - 1, last + 1))


def apart_frame(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "said before leaving the town that S": a clause that the parser hung on what stands between; "says yes"."""
    cue, last = next(((c, end) for c, end in fitting if c.level == "speech" and "clause" in c.takes), fitting[0])
    if source is None or cue.level != "speech" or "clause" not in cue.takes:
        return None
    that = that_clause(parse, token) if parse.child(token, "xcomp") is None else None
    if that is not None:
        return framed(parse, token, (token, last), cue, source, (that,))
    said = parse.child(token, "dobj", "intj")
    told = parse.tags[token] in FINITE or parse.child(token, "aux") is None
    if parse.lemmas[token] != "say" or not told or said is None or said < token:
        return None
    if parse.parts[said] == "PRON" or parse.words[said - 1] in COMMAS or parse.tags[said] in ("WP", "WDT"):
        return None
    return framed(parse, token, (token, last), cue, source, (Content(said, token + 1, parse.right[token]),))


def aside_frame(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "X, Y says" at the end or amid a sentence, where the parser found no complement: the rest is the content."""
    cue, last = fitting[0]
    if (
        source is None
        or cue.level != "speech"
        or not {"clause", "quote"} & cue.takes
        or not -1 < token - source <= 12
    ):
        return None
    first, (start, stop) = parse.left[source], parse.sentences[parse.sentence[token]]
    if parse.lowers[start] in ("asked", "pressed"):  # "asked about it, the manager laughed"
        return None
    end = stop - 1
    while end > last and (not parse.words[end].strip() or parse.tags[end] in (".", "''")):
        end -= 1
    if first <= start or parse.words[first - 1] not in COMMAS or parse.labels[token] in ("relcl", "acl", "conj"):
        return None
    closes, amid = end - last <= 6, parse.words[min(last + 1, end)] == "," and first - start > 1
    if parse.child(token, "dobj") is not None or not (closes or amid):
        return None
    frame = framed(parse, token, (token, last), cue, source, ())
    before = [t for t in range(start, first - 1) if not start <= parse.heads[t] < first - 1 or parse.heads[t] == t]
    verbs = [t for t in before if parse.parts[t] in ("VERB", "AUX")]
    if closes and before:
        return replace(frame, contents=(Content((verbs or before)[-1], start, first - 2),))
    return replace(frame, whole=True, extent=(first - 1, last)) if amid else None
