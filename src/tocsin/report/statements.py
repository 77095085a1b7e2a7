"""Statements: one sentence that says who says what, in the article's own words.

Where the speaker, the attributing verb and the content stand in this order in one sentence, the words between them
are kept, so that the grammar is the article's. Otherwise the speaker is put before the quotation with a verb of the
claim's stance. Where neither is safe the whole sentence is quoted from the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tocsin.model.claim import Claim
from tocsin.model.span import Span
from tocsin.report import words
from tocsin.report.context import Context, described, document_label
from tocsin.report.naming import nameless, shown_name
from tocsin.report.nouns import Sentence
from tocsin.report.quoting import Quotation, quotation
from tocsin.report.vocabulary import load_wording

_POSSESSIVES = ("its", "his", "her", "their", "my", "our", "your", "whose")
_LONGEST_BRIDGE = 90
_SHORT_SENTENCE = 230
_CLAUSE_AFTER = re.compile(r"(?:\b(?:that|whether|if)|[:,])\s*[“\"]?\s*$")
_PLAIN_VERB = re.compile(r"said|says|wrote|writes|warned|noted|stressed|reported|confirmed|claimed|denied|insisted")


@dataclass(frozen=True, slots=True)
class Statement:
    """A finished sentence with its citation, the quotation in it, and how fit it is to be shown (0 to 1).

    `whole` tells whether the quotation is a clause that can be shown without the words before it, `share` how much
    of it the claim's own words make up (less than 1 where the whole sentence is quoted).
    """

    sentence: Sentence
    quotation: Quotation
    speaker: str
    fitness: float
    whole: bool = True
    share: float = 1.0


def statement(context: Context, claim: Claim) -> Statement | None:
    """Who says what, in one sentence; None where the claim cannot be shown by itself."""
    if not claim.attributed:
        return _own_voice(context, claim)
    document = context.documents[claim.document_id]
    name = shown_name(context, document, claim.chain[0])
    if not name:
        return _whole_sentence(context, claim)
    quote = quotation(context, claim, claim.chain[-1].source.name)
    if quote is None:
        return _whole_sentence(context, claim)
    bridged = _bridged(context, claim, name, quote)
    text = bridged or (None if _headless(quote) else _fronted(context, claim, name, quote))
    if text is None or _clipped(context, claim):
        return _whole_sentence(context, claim)
    made = _finished(context, claim, text, quote, name, quote.fitness * (0.45 if nameless(name) else 1.0))
    # Without the words before it a denied content would read as its contrary.
    clause = not bridged or _CLAUSE_AFTER.search(bridged.partition(f" “{quote.text}")[0]) is not None
    return replace(made, whole=clause and not context.denied(claim))


def _headless(quote: Quotation) -> bool:
    """Whether the quotation begins with a verb whose subject stands outside."""
    return quote.text.split()[0].lower().replace("’", "'") in load_wording().auxiliaries


def _clipped(context: Context, claim: Claim) -> bool:
    """Whether the content stops in the middle of a clause: what follows it in its sentence neither starts with a
    mark nor with a word that opens another clause."""
    text = context.documents[claim.document_id].text
    after = text[claim.content.end : max(claim.sentence.end, claim.content.end)].strip()
    if not after or not (after[0].isalnum() or after[0] in "$€£"):
        return False
    first = re.split(r"\W", after, maxsplit=1)[0].lower()
    if first in load_wording().openers:
        return False
    cue = claim.cue
    return not (cue and 0 <= cue.start - claim.content.end <= 2)


def _bridged(context: Context, claim: Claim, name: str, quote: Quotation) -> str | None:
    """Speaker, the article's own words between, content: kept as they stand."""
    mention = claim.chain[0].mention
    gap = _between(context, claim, mention)
    opening = _before_name(context, claim, mention)
    if gap is None or not (opening or _holds_cue(claim, mention)):
        return None
    for word in load_wording().bridge_words:
        gap = re.sub(rf"\b{word} ", "", gap)
    gap = context.mask(re.sub(r",\s+that$", " that", gap), claim.document_id)
    lead = words.capital(f"{opening} {name}" if opening else name)
    joiner = "" if gap.startswith((",", ":", "’s", "'s")) else " "
    return f"{lead}{joiner}{gap} “{quote.text}”"


def _holds_cue(claim: Claim, mention: Span) -> bool:
    return claim.cue is not None and mention.end <= claim.cue.start and claim.cue.end <= claim.content.start


def _between(context: Context, claim: Claim, mention: Span) -> str | None:
    """The words between mention and content, if they are few, on one line and free of other statements."""
    if not claim.sentence.contains(mention) or mention.end > claim.content.start:
        return None
    document = context.documents[claim.document_id].text
    if mention.text(document).lower() in _POSSESSIVES:
        return None  # "in its view": what follows belongs to the possessive, not to the name put in its place
    text = document[mention.end : claim.content.start]
    gap = " ".join(text.split()).rstrip('“"‘ ').rstrip()
    before_cue = document[mention.end : claim.cue.start] if claim.cue and claim.cue.start > mention.end else ""
    if not gap or len(gap) > _LONGEST_BRIDGE or "\n" in text or len(before_cue.split()) > 6:
        return None
    if re.search(r"[.;?!“”\"()\[\]]|, (?:and|but)\b|\b(?:this|it|these|those|him|her|them)\b", gap):
        return None
    return None if "," in before_cue and not before_cue.startswith(",") else gap


def _before_name(context: Context, claim: Claim, mention: Span) -> str:
    """ "According to", where the attributing words stand before the speaker."""
    if claim.cue is None or claim.cue.end > mention.start:
        return ""
    cue = context.text(claim, claim.cue)
    text = context.documents[claim.document_id].text[claim.cue.end : mention.start]
    if cue.lower() == "according to" and text.strip().lower() in ("", "the", "a", "an"):
        return f"according to {text.strip()}".strip()
    return ""


def _fronted(context: Context, claim: Claim, name: str, quote: Quotation) -> str | None:
    """Speaker, verb, quotation: only where the content is a clause of its own."""
    text = context.documents[claim.document_id].text
    before = text[claim.sentence.start : claim.content.start] if claim.sentence.start < claim.content.start else ""
    opens = not before.strip('“"‘ \n') or before.rstrip().endswith(("“", '"'))
    if not opens and not claim.quoted and not _CLAUSE_AFTER.search(before):
        return None
    cue = context.text(claim, claim.cue).lower() if claim.cue else ""
    if len(claim.chain) > 1:
        document = context.documents[claim.document_id]
        behind = [shown_name(context, document, link) for link in claim.chain[1:]]
        if not all(behind):
            return None
        if claim.chain[0].source.name in behind[-1]:
            # "EX-PRESS, citing a voter quoted by EX-PRESS" says it twice.
            return f"{words.capital(behind[-1])} {load_wording().stance[claim.stance]}: “{quote.text}”"
        return f"{words.capital(name)}, citing {words.joined(behind)}: “{quote.text}”"
    if cue.startswith("according to"):
        return f"According to {name}, “{quote.text}”"
    verb = cue if _PLAIN_VERB.fullmatch(cue) else load_wording().stance[claim.stance]
    name += "," if "," in name else ""
    return f"{words.capital(name)} {verb}{' that' if claim.stance == 'denies' else ':'} “{quote.text}”"


def _own_voice(context: Context, claim: Claim) -> Statement | None:
    """The writer's own statement: the whole sentence where it is short enough, because that is always grammatical."""
    if len(claim.sentence) <= _SHORT_SENTENCE and not claim.headline:
        whole = _whole_sentence(context, claim)
        if whole and whole.fitness >= 0.5:
            return whole
    quote = quotation(context, claim)
    if quote is None or _headless(quote):
        return None
    document = context.documents[claim.document_id]
    before = document.text[claim.sentence.start : quote.span.start].strip(' “"‘\n').lower()
    tied = before.removesuffix(",").split(" ")[-1] if before else ""
    if tied in load_wording().prepositions:
        verb, mark = "mentions", ""
    elif (
        not before
        or tied in ("that", "and", "but", "so", "while", "if", "because", "")
        or before.endswith((",", ":"))
    ):
        verb, mark = "comments" if claim.kind in ("opinion", "forecast") else "writes", ":"
    else:
        return None
    text = f"{_outlet(context, claim)} {verb}{mark} “{quote.text}”"
    return _finished(context, claim, text, quote, document_label(document), quote.fitness * (0.8 if before else 1.0))


def _whole_sentence(context: Context, claim: Claim) -> Statement | None:
    quote = quotation(context, claim, whole_sentence=True)
    if quote is None or not quote.text[:1].isupper():
        return None
    verb = "comments" if claim.kind in ("opinion", "forecast") and not claim.attributed else "writes"
    text = f"{_outlet(context, claim)} {verb}: “{quote.text}”"
    factor = 0.75 if claim.attributed else 0.95
    return _finished(context, claim, text, quote, _outlet(context, claim), quote.fitness * factor)


def _outlet(context: Context, claim: Claim) -> str:
    """ "Meridian Wire", "The article “Title”", "The article of 22 March 2022", "An undated article"."""
    document = context.documents[claim.document_id]
    if document.publisher:
        return words.capital(context.mask(document.publisher, document.id))
    shown = context.mask(described(document), document.id)
    return f"The article {shown}" if shown.startswith("“") else words.capital(shown)


def _finished(context: Context, claim: Claim, text: str, quote: Quotation, name: str, fitness: float) -> Statement:
    closed = f"{text[:-1]}.”" if text.endswith("”") and not quote.text.rstrip("’").endswith((".", "!", "?")) else text
    share = min(1.0, len(claim.content) / len(quote.span))
    return Statement(Sentence(closed, (context.cite(claim, quote.span),)), quote, name, fitness, share=share)
