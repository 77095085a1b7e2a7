"""Quoting: who speaks each direct quotation, with the cue before, inside, after it or in a sentence beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import Parse
from tocsin.extract.quotations import Quotation
from tocsin.extract.verbs import FINITE, SUBJECT_TAGS, cues_at, holder

BEFORE = frozenset(
    {".", "!", "?", ":", ",", ";", "—", "–", "-", "--", ")", "]", "…", "...", "•", "”", '"', "''", "»"}
)
STOPS = frozenset({".", "!", "?"})
DASHES = frozenset({"—", "–", "-", "--", "―"})
SIGNATURE = re.compile(
    r"\s{0,3}([―—–]|--?)\s{0,2}((?:[A-Z][\w.'’-]+)(?: (?:de |van |von |al-|bin )?[A-Z][\w.'’-]*){0,4})"
)
FARTHEST_CUE = 30
LONGEST_LABEL = 12


@dataclass(frozen=True, slots=True)
class Speech:
    """A direct quotation with its speaker. Tokens: `first` and `last` of its words, `opening` and `closing` of the
    stretch with the marks. `holders` head noun phrases from the writer outwards; `cue` is None without one. `basis`
    tells in a word how the speaker was found; `of` is the number of the speech whose speaker this one takes over."""

    quotation: Quotation
    first: int
    last: int
    opening: int
    closing: int
    cue_head: int | None = None
    cue: tuple[int, int] | None = None
    key: str = ""
    stance: str = ""
    holders: tuple[int, ...] = ()
    addressee: int | None = None
    basis: str = ""
    of: int | None = None


def speeches(parse: Parse, found: list[Quotation], lexicon: Lexicon) -> list[Speech]:
    """The direct quotations among all, each with its speaker as far as the text shows one."""
    direct = [speech for q in found if (speech := _direct(parse, q, lexicon)) is not None]
    inside = bytearray(len(parse))
    for speech in direct:
        inside[speech.opening : speech.closing + 1] = b"\x01" * (speech.closing + 1 - speech.opening)
    spoken = [_attributed(parse, speech, inside, lexicon) for speech in direct]
    return _continued(parse, spoken)


def _direct(parse: Parse, q: Quotation, lexicon: Lexicon) -> Speech | None:
    """The quotation as a speech, or None where its words are part of the writer's sentence."""
    if q.depth:
        return None
    first, stop = parse.tokens_within(*q.inner)
    opening, closing = bisect_left(parse.starts, q.start), max(bisect_left(parse.starts, q.end) - 1, stop - 1)
    while first < stop and not parse.words[first].strip():
        first += 1
    if first >= stop:
        return None
    inner = parse.text[q.inner[0] : q.inner[1]].strip()
    before = _word_before(parse, opening)
    finite = any(parse.tags[i] in FINITE or parse.tags[i] == "VB" for i in range(first, stop))
    ended = inner[-1:] in ",.?!…—-" or (closing + 1 < len(parse) and parse.words[closing + 1] in (",", "."))
    starts = before is None or parse.words[before] in BEFORE or before < _sentence_start(parse, opening)
    upper = inner[0].isupper() or inner[0] in "…'’[" or inner[:1].isdigit()
    speech = Speech(q, first, stop - 1, opening, closing)
    if q.continues:
        return speech
    if starts and (upper or before is None or parse.words[before] != ","):
        return speech if (ended or (finite and stop - first > 3)) and (finite or stop - first > 1 or upper) else None
    if starts:
        return speech if finite and ended else None
    told = before is not None and parse.lemmas[before] in lexicon.verbs and parse.parts[before] in ("VERB", "AUX")
    if told and upper and (finite or ended):
        return speech
    return None


def _word_before(parse: Parse, token: int) -> int | None:
    token -= 1
    while token >= 0 and not parse.words[token].strip():
        if "\n" in parse.words[token]:
            return None
        token -= 1
    return token if token >= 0 else None


def _sentence_start(parse: Parse, token: int) -> int:
    return parse.sentences[parse.sentence[token]][0]


def _attributed(parse: Parse, speech: Speech, inside: bytearray, lexicon: Lexicon) -> Speech:
    after = _segment_after(parse, speech, inside)
    before = _segment_before(parse, speech, inside)
    last = parse.words[speech.last]
    found = None
    leads = before is not None and parse.words[before[1]] in (":", ",") and last in STOPS
    if after and not leads:
        found = _cued(parse, speech, after, lexicon, "after")
    if not found and before:
        found = _cued(parse, speech, before, lexicon, "before") or _labelled(parse, speech, before)
    if not found and after:
        found = _cued(parse, speech, after, lexicon, "after")
    return found or _signed(parse, speech) or speech


def _segment_after(parse: Parse, speech: Speech, inside: bytearray) -> tuple[int, int] | None:
    """The tokens behind the quotation that may attribute it, in the same sentence as far as marks tell."""
    first = speech.closing + 1
    while first < len(parse) and (parse.words[first] in DASHES or parse.words[first] == ","):
        first += 1
    if first >= len(parse) or parse.starts[first] > speech.quotation.end + 6 or "\n" in parse.words[first]:
        return None
    ended = parse.words[speech.last] in STOPS and parse.words[speech.last] == "."
    if ended and not parse.words[first][0].islower() and parse.words[speech.closing + 1] not in (",", *DASHES):
        return None
    last = first
    while last + 1 < len(parse) and last - first < FARTHEST_CUE:
        if inside[last + 1] or parse.tags[last + 1] == "." or "\n" in parse.words[last + 1]:
            break
        last += 1
    return (first, last)


def _segment_before(parse: Parse, speech: Speech, inside: bytearray) -> tuple[int, int] | None:
    """The tokens before the quotation back to the sentence's beginning."""
    last = speech.opening - 1
    while last >= 0 and not parse.words[last].strip() and parse.words[last].count("\n") < 3:
        last -= 1
    if last < 0 or inside[last] or parse.tags[last] == ".":
        return None
    new_block = any("\n" in parse.words[i] for i in range(last + 1, speech.opening))
    if new_block and parse.words[last] != ":":
        return None
    first = last
    while first > 0 and last - first < 2 * FARTHEST_CUE:
        if inside[first - 1] or parse.tags[first - 1] == "." or "\n" in parse.words[first - 1]:
            break
        first -= 1
    return (first, last)


def _cued(parse: Parse, speech: Speech, segment: tuple[int, int], lexicon: Lexicon, basis: str) -> Speech | None:
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
    return () if subject is None else (subject,)


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
    before = [i for i in range(first, token) if parse.tags[i] in SUBJECT_TAGS]
    after = [i for i in range(token + 1, min(token + 8, last + 1)) if parse.tags[i] in SUBJECT_TAGS]
    inverted = token - first <= 1 and after
    chosen = after[0] if inverted or (after and not before) else before[-1] if before else None
    if chosen is None:
        return None
    while parse.labels[chosen] in ("compound", "amod", "nmod") and first <= parse.heads[chosen] <= last:
        chosen = parse.heads[chosen]
    return chosen if parse.tags[chosen] in SUBJECT_TAGS else None


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


def _labelled(parse: Parse, speech: Speech, segment: tuple[int, int]) -> Speech | None:
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
    nouns = [i for i in range(first, last) if parse.tags[i] in SUBJECT_TAGS]
    if nouns and last - first <= LONGEST_LABEL and not verbs:
        return replace(speech, holders=(nouns[-1],), cue=(last, last), basis="label")
    return None


def _signed(parse: Parse, speech: Speech) -> Speech | None:
    """ "“…” — Jane Doe": the name behind the dash."""
    match = SIGNATURE.match(parse.text, speech.quotation.end)
    if not match:
        return None
    first, stop = parse.tokens_within(*match.span(2))
    if first >= stop:
        return None
    mark = parse.token_at(match.start(1))
    return replace(speech, holders=(stop - 1,), cue=(mark, mark), basis="signature")


def _continued(parse: Parse, spoken: list[Speech]) -> list[Speech]:
    """Speakers handed on: to a quotation that goes on, to its neighbours in the paragraph, to the next paragraph."""
    done = list(spoken)
    for number, speech in enumerate(done):
        before = done[number - 1] if number else None
        if speech.holders or before is None:
            continue
        same = before.quotation.paragraph == speech.quotation.paragraph
        if before.holders and (same or speech.quotation.continues):
            done[number] = _taking_over(speech, before, number - 1)
    for number in range(len(done) - 2, -1, -1):
        speech, after = done[number], done[number + 1]
        if speech.holders or not after.holders:
            continue
        same = after.quotation.paragraph == speech.quotation.paragraph
        if same or after.quotation.continues:
            done[number] = _taking_over(speech, after, number + 1)
    for number, speech in enumerate(done):
        before = done[number - 1] if number else None
        if speech.holders or before is None or not before.holders:
            continue
        if speech.quotation.paragraph == before.quotation.paragraph + 1:
            done[number] = replace(_taking_over(speech, before, number - 1), basis="paragraph before")
    return done


def _taking_over(speech: Speech, other: Speech, number: int) -> Speech:
    return replace(
        speech,
        cue_head=other.cue_head,
        cue=other.cue,
        key=other.key,
        stance=other.stance,
        holders=other.holders,
        addressee=other.addressee,
        basis="continued",
        of=number if other.of is None else other.of,
    )
