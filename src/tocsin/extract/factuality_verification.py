"""What the writer says of a claim's truth: in its own sentence, or in the sentences beside it."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import Clause, cue_negated
from tocsin.extract.parsed_text import text_of
from tocsin.model.claim import Verification


def verification_of(
    doc: Doc, draft: Draft, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]
) -> Verification:
    """Confirmed, unverified or contradicted by the writer's own words; "none" where the writer is silent.

    A word inside somebody else's quotation is not the writer's.
    """
    for verification, words in _signs(doc, draft, clause, lexicon):
        reasons.append(f"{verification}: “{words}”")
        return verification
    return "none"


def _signs(doc: Doc, draft: Draft, clause: Clause, lexicon: FactualityLexicon) -> list[tuple[Verification, str]]:
    text = text_of(doc)
    before = text[max(draft.sentence.start, draft.content.start - 80) : draft.content.start]
    rest = text[draft.content.end : draft.sentence.end]
    after = _next_sentence(doc, draft) if _closes(doc, draft) else ""
    places: list[tuple[str, Verification, str]] = [
        ("contradicted_words", "contradicted", _beside(draft, clause, text)),
        ("contradicted_before", "contradicted", before),
        ("contradicted_after", "contradicted", f"{rest} | {after}"),
        ("unverified_after", "unverified", f"{rest} | {after} | {_rest_of_paragraph(doc, draft)}"),
        ("unverified_words", "unverified", _beside(draft, clause, text)),
        ("unverified_before", "unverified", before),
        ("unverified_before", "unverified", "" if draft.quoted else _opening(doc, clause)),
        ("unverified_own", "unverified", "" if draft.chain else draft.content.text(text)),
        ("confirmed_before", "confirmed", "" if draft.cue and draft.cue.end <= draft.content.start else before),
        ("confirmed_against", "confirmed", "" if draft.chain else f"{before} {text[draft.content.start :][:20]}"),
        ("confirmed_rest", "confirmed", rest),
        ("confirmed_after", "confirmed", after),
    ]
    found = [
        (verification, words)
        for name, verification, where in places
        if where and (words := lexicon.found(f"verification.{name}", where))
    ]
    cue = draft.cue_key.lower()
    spoken = draft.cue is not None and draft.cue.start < draft.sentence.start and draft.cue.end <= draft.content.start
    if spoken or cue_negated(doc, draft, lexicon):
        # A "confirmed" of the sentence before vouches for its own claim alone.
        return found
    if cue in lexicon.words["verification.confirmed_cues"]:
        found.append(("confirmed", cue))
    elif cue in lexicon.words["verification.unverified_cues"]:
        found.append(("unverified", cue))
    return found


def _opening(doc: Doc, clause: Clause) -> str:
    """The opening of a claim that says itself that something is not known: "It is unclear whether …"."""
    opening = text_of(doc)[clause.content.start : clause.content.start + 40]
    return opening if opening.lower().startswith(("it ", "there ")) else ""


def _beside(draft: Draft, clause: Clause, text: str) -> str:
    """Where an adverb of doubt speaks of this claim: between its start and its verb, and beside the cue."""
    own = "" if draft.quoted else text[draft.content.start : max(draft.content.start, clause.head.idx)]
    cue = text[max(0, draft.cue.start - 15) : draft.cue.end + 12] if draft.cue else ""
    return f"{text[max(draft.sentence.start, draft.content.start - 14) : draft.content.start]}{own} | {cue}"


def _closes(doc: Doc, draft: Draft) -> bool:
    """Whether the claim is the last of its sentence, so that the next sentence's "this" means it."""
    if draft.content.end >= draft.sentence.end:
        return True
    cue = draft.cue
    rest = doc.char_span(draft.content.end, draft.sentence.end, alignment_mode="expand") or ()
    verbs = (t.idx for t in rest if t.pos_ == "VERB" and t.idx >= draft.content.end)
    return all(cue is not None and cue.start <= at < cue.end for at in verbs)


def _rest_of_paragraph(doc: Doc, draft: Draft) -> str:
    """What follows in the paragraph: "could not verify the toll" may come a sentence later."""
    if not draft.chain:
        return ""
    text = text_of(doc)
    start = max(draft.sentence.end, draft.content.end)
    stop = text.find("\n", start, start + 300)
    return text[start : stop if stop >= 0 else start + 300]


def _next_sentence(doc: Doc, draft: Draft) -> str:
    """The sentence after the claim's in the same paragraph; "" where that opens a quotation."""
    text = text_of(doc)
    start = max(draft.sentence.end, draft.content.end)
    while start < len(text) and text[start] in ' \t.”"’)':
        start += 1
    stop = start
    while (
        stop < len(text)
        and stop < start + 220
        and not (text[stop] in "!?\n" or text[stop : stop + 2] in (". ", ".\n"))
    ):
        stop += 1
    following = text[start:stop]
    return "" if following.startswith(("“", '"')) else following
