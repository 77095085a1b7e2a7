"""Quoting: who speaks each direct quotation, with the cue before, inside, after it or in a sentence beside it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from tocsin.extract.holders import speaks
from tocsin.extract.lexicon import Lexicon
from tocsin.extract.parse import FINITE, Parse
from tocsin.extract.quotations import Quotation
from tocsin.extract.speakers import cued, labelled, phrased, signed
from tocsin.extract.speech import Speech

BEFORE = frozenset(
    {".", "!", "?", ":", ",", ";", "—", "–", "-", "--", ")", "]", "…", "...", "•", "”", '"', "''", "»"}
)
STOPS = frozenset({".", "!", "?"})
DASHES = frozenset({"—", "–", "-", "--", "―"})
FARTHEST_CUE = 30
SAME_WORDS = 0.8


def speeches(parse: Parse, found: list[Quotation], lexicon: Lexicon) -> list[Speech]:
    """The direct quotations among all, each with its speaker as far as the text shows one."""
    direct = [speech for q in found if (speech := _direct(parse, q, lexicon)) is not None]
    inside = bytearray(len(parse))
    for speech in direct:
        inside[speech.opening : speech.closing + 1] = b"\x01" * (speech.closing + 1 - speech.opening)
    spoken = [_attributed(parse, speech, inside, lexicon) for speech in direct]
    continued = _continued(parse, spoken)
    led = [s if s.holders else _led_to(parse, s, inside, lexicon) or s for s in continued]
    return [s if s.holders or s.quotation.paragraph else _said_again(parse, s, led) for s in led]


def _said_again(parse: Parse, speech: Speech, others: list[Speech]) -> Speech:
    """A headline's quotation with the speaker of the one in the text that has the same words."""
    words = set(parse.lowers[speech.first : speech.last + 1])
    for number, other in enumerate(others):
        if other.holders and len(words & set(parse.lowers[other.first : other.last + 1])) >= SAME_WORDS * len(words):
            return _taking_over(speech, other, number)
    return speech


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
        found = cued(parse, speech, after, lexicon, "after")
    if not found and before:
        found = cued(parse, speech, before, lexicon, "before") or phrased(parse, speech, before, lexicon)
        found = found or labelled(parse, speech, before)
    if not found and after:
        found = cued(parse, speech, after, lexicon, "after")
    return found or signed(parse, speech) or speech


def _led_to(parse: Parse, speech: Speech, inside: bytearray, lexicon: Lexicon) -> Speech | None:
    """ "The colonel was blunt. “We have none.”": the subject of the sentence before, in the same paragraph."""
    last = _word_before(parse, speech.opening)
    if last is None or inside[last] or parse.tags[last] != ".":
        return None
    first = parse.sentences[parse.sentence[last]][0]
    for token in range(first, last):
        if parse.labels[token] == "nsubj" and not inside[token] and speaks(parse, token, lexicon):
            return replace(speech, holders=(token,), basis="sentence before")
    return None


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
