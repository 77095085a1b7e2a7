"""The day of an utterance: a date beside the cue, or where the text dates this source's statement elsewhere."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.parsed_text import text_of
from tocsin.extract.time_anchors import Anchors, Utterance, is_date
from tocsin.extract.word import Word, word_at, words_of
from tocsin.model.interval import Interval


def said_of(doc: Doc, draft: Draft, anchors: Anchors, reasons: list[str]) -> Interval | None:
    cue = cue_token(doc, draft)
    places = [(draft.sentence.start, max(draft.sentence.end, draft.content.end))]
    if cue is not None:
        sentence = cue.sent
        places.insert(0, (sentence.start_char, sentence.end_char))
    for start, end in places:
        for expression in anchors.within(start, end):
            if not is_date(expression):
                continue
            if cue is not None and belongs_to_cue(word_at(doc, expression.start), cue, draft.root):
                reasons.append(f"said {text_of(doc)[expression.start : expression.end]}")
                return expression.interval
    told = _told_elsewhere(doc, draft, anchors)
    if told is not None:
        reasons.append("said on the day that the text gives for this source's statement")
        return told.interval
    return None


def cue_token(doc: Doc, draft: Draft) -> Word | None:
    if draft.cue is None:
        return None
    span = doc.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    return words_of(doc)[span.root.i] if span is not None else None


def belongs_to_cue(token: Word, cue: Word, root: int) -> bool:
    """Whether a time word hangs on the cue's verb, or on a noun or verb that leads up to it."""
    if cue.i == root:  # "prices are expected to rise by May": the cue is the claim's own verb
        return False
    for _ in range(8):
        if token.i == cue.i:
            return True
        if token.i == root:
            # What hangs on the claim's own verb is the claim's time.
            return False
        if token.head.i == token.i:
            return cue.head.i == token.i and cue.dep_ in ("acl", "advcl", "conj", "nmod", "xcomp")
        if token.dep_ in ("relcl", "ccomp"):
            return token.i == cue.i
        token = token.head
    return False


def _told_elsewhere(doc: Doc, draft: Draft, anchors: Anchors) -> Utterance | None:
    """The nearest earlier dated sentence in which the same source speaks; for a headline, the first later one."""
    name = draft.chain[-1].source.name.lower().split()
    key = name[-1] if name else ""
    if len(key) < 4:
        return None
    earlier = [u for u in anchors.utterances if key in u.words and u.start < draft.content.start]
    later = [u for u in anchors.utterances if key in u.words and u.start >= draft.content.start]
    opening = draft.headline or draft.content.start < 400
    return earlier[-1] if earlier else later[0] if later and opening else None
