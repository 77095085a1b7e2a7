"""Speakers: the cue beside a direct quotation, and the noun of who speaks."""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.extract.holders import holder
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.nominal import phrase_frames
from tocsin.extract.parse import NOMINAL, Parse
from tocsin.extract.speech import Speech
from tocsin.extract.verbs import cues_at

SIGNATURE = re.compile(
    r"\s{0,3}([―—–]|--?)\s{0,2}((?:[A-Z][\w.'’-]+)(?: (?:de |van |von |al-|bin )?[A-Z][\w.'’-]*){0,4})"
)


LONGEST_LABEL = 12


def cued(parse: Parse, speech: Speech, segment: tuple[int, int], lexicon: Lexicon, basis: str) -> Speech | None:
    first, last = segment
    order = range(first, last + 1) if basis == "after" else range(last, first - 1, -1)
    candidates = [(t, cue, end) for t in order for cue, end in _quote_cues(parse, t, lexicon)[:1]]
    if not candidates:
        return _noun_cued(parse, speech, segment, lexicon) if basis == "after" else None
    # The verb that governs most; among equals the one nearest to the quotation.
    token, cue, end = min(candidates, key=lambda candidate: _rank(parse, candidate[0], segment))
    holders = _speaker(parse, token, cue, segment, speech)
    return replace(
        speech,
        cue_head=token,
        cue=(token, end if end - token < 3 else token),
        key=cue.key,
        stance=cue.stance,
        holders=holders,
        addressee=_told(parse, token, cue, segment),
        basis=basis,
    )


def _rank(parse: Parse, token: int, segment: tuple[int, int]) -> int:
    """How many clauses inside the segment stand above the verb; a relative clause counts for more."""
    rank = 0
    for _ in range(12):
        head = parse.heads[token]
        if head == token or not segment[0] <= head <= segment[1]:
            break
        label = parse.labels[token]
        rank += {"relcl": 5, "acl": 2, "conj": 0, "advcl": 1, "xcomp": 1, "ccomp": 1, "pcomp": 1}.get(label, 0)
        token = head
    return rank


def _quote_cues(parse: Parse, token: int, lexicon: Lexicon) -> list[tuple[Cue, int]]:
    cues = lexicon.verbs.get(parse.lemmas[token]) or lexicon.verbs.get(_verb_lemma(parse.lowers[token]))
    if not cues or not (parse.parts[token] in ("VERB", "AUX") or parse.lowers[token] in ("says", "said", "adds")):
        return []
    bare = parse.tags[token] == "VBN" and parse.child(token, "aux", "auxpass", "agent") is None
    if bare and (parse.labels[token] in ("advcl", "acl", "ROOT") and parse.subject(token) is None):
        return []
    return [(cue, end) for cue, end in cues_at(parse, token, cues) if "quote" in cue.takes]


def _verb_lemma(word: str) -> str:
    return {"says": "say", "said": "say", "adds": "add"}.get(word, "")


def _told(parse: Parse, token: int, cue: Cue, segment: tuple[int, int]) -> int | None:
    if cue.lemma not in ("tell", "inform", "say", "speak"):
        return None
    for child in parse.children[token]:
        if child > token and parse.labels[child] in ("dobj", "dative", "prep") and child <= segment[1]:
            noun = parse.child(child, "pobj") if parse.parts[child] == "ADP" else child
            to = parse.parts[child] != "ADP" or parse.lowers[child] == "to"
            if to and noun is not None and parse.parts[noun] in ("PROPN", "PRON", "NOUN"):
                return noun
    return None


def _speaker(parse: Parse, token: int, cue: Cue, segment: tuple[int, int], speech: Speech) -> tuple[int, ...]:
    """The speaker's noun; for "the paper quotes X" the paper and X."""
    first, last = segment
    subject = holder(parse, token, None)
    if subject is None or speech.opening <= subject <= speech.closing or not first - 60 <= subject <= last:
        subject = _neighbour(parse, token, segment)
    passive = parse.child(token, "agent")
    if passive is not None and (author := parse.child(passive, "pobj")) is not None:
        subject = author
    if cue.level == "relay":
        said = parse.child(token, "dobj")
        if said is not None and parse.child(token, "auxpass") is None:
            return tuple(h for h in (subject, _behind(parse, said)) if h is not None)
        outlet = _quoted_by(parse, token)
        if outlet is not None and subject is not None and outlet != subject:
            return (outlet, subject)
    return () if subject is None else (subject,)


def _quoted_by(parse: Parse, token: int) -> int | None:
    """ "was quoted as saying by the broadcaster": the broadcaster."""
    for i in range(token + 1, min(parse.right[token] + 1, token + 6)):
        if parse.lowers[i] == "by" and parse.labels[i] in ("agent", "prep"):
            return parse.child(i, "pobj")
    return None


def _behind(parse: Parse, noun: int) -> int:
    """ "the words of a woman": the woman."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    for child in parse.children[noun]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ("of", "by", "from"):
            inner = parse.child(child, "pobj")
            if inner is not None and parse.lemmas[noun] in (
                "word",
                "statement",
                "comment",
                "remark",
                "post",
                "report",
            ):
                return inner
    return noun


def _neighbour(parse: Parse, token: int, segment: tuple[int, int]) -> int | None:
    """The nearest noun phrase's head beside a cue that the parser gave no subject: "said Smith", "Smith said"."""
    first, last = segment
    before = [i for i in range(first, token) if parse.tags[i] in NOMINAL]
    after = [i for i in range(token + 1, min(token + 8, last + 1)) if parse.tags[i] in NOMINAL]
    inverted = token - first <= 1 and after
    chosen = after[0] if inverted or (after and not before) else before[-1] if before else None
    if chosen is None:
        return None
    while parse.labels[chosen] in ("compound", "amod", "nmod") and first <= parse.heads[chosen] <= last:
        chosen = parse.heads[chosen]
    return chosen if parse.tags[chosen] in NOMINAL else None


def _noun_cued(parse: Parse, speech: Speech, segment: tuple[int, int], lexicon: Lexicon) -> Speech | None:
    """ "…” — that is the story of the paper": a noun that holds a statement, in a clause behind the quotation."""
    for token in range(segment[0], min(segment[1], segment[0] + 12) + 1):
        if parse.parts[token] == "NOUN" and parse.lemmas[token] in lexicon.nouns:
            author = _behind_any(parse, token)
            if author != token:
                return replace(
                    speech,
                    cue_head=token,
                    cue=(token, token),
                    key=lexicon.nouns[parse.lemmas[token]][0].key,
                    stance=lexicon.nouns[parse.lemmas[token]][0].stance,
                    holders=(author,),
                    basis="noun",
                )
    return None


def _behind_any(parse: Parse, noun: int) -> int:
    for child in parse.children[noun]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ("of", "by", "from"):
            inner = parse.child(child, "pobj")
            if inner is not None:
                return inner
    owner = parse.child(noun, "poss")
    return noun if owner is None else owner


def phrased(parse: Parse, speech: Speech, segment: tuple[int, int], lexicon: Lexicon) -> Speech | None:
    """ "According to the words of the neighbour, “…”": whose words they are."""
    first, last = segment
    for frame in phrase_frames(parse, lexicon, first, last + 1):
        if frame.holders and first <= frame.holders[0] <= last:
            cue = frame.cue
            return replace(
                speech, cue_head=frame.head, cue=cue, key=frame.name, holders=frame.holders, basis="phrase"
            )
    return None


def labelled(parse: Parse, speech: Speech, segment: tuple[int, int]) -> Speech | None:
    """ "X: “…”", or a sentence without a cue that leads to the quotation by a colon: its subject speaks."""
    first, last = segment
    if parse.words[last] != ":":
        return None
    roots = [i for i in range(first, last) if not first <= parse.heads[i] < last or parse.heads[i] == i]
    verbs = [i for i in roots if parse.parts[i] in ("VERB", "AUX")]
    for verb in verbs:
        subject = parse.subject(verb)
        if subject is not None and parse.labels[subject] == "nsubj":
            return replace(speech, holders=(subject,), basis="colon")
    nouns = [i for i in range(first, last) if parse.tags[i] in NOMINAL]
    if nouns and last - first <= LONGEST_LABEL and not verbs:
        return replace(speech, holders=(nouns[-1],), cue=(last, last), basis="label")
    return None


def signed(parse: Parse, speech: Speech) -> Speech | None:
    """ "“…” — Jane Doe": the name behind the dash."""
    match = SIGNATURE.match(parse.text, speech.quotation.end)
    if not match:
        return None
    first, stop = parse.tokens_within(*match.span(2))
    if first >= stop:
        return None
    mark = parse.token_at(match.start(1))
    return replace(speech, holders=(stop - 1,), cue=(mark, mark), basis="signature")
