"""From what a person wishes at the desk to a decision as it is kept: names of what it is about that outlive
re-extraction, spans in the stored text, values checked."""

from __future__ import annotations

import dataclasses
import json

from tocsin.errors import GroundingError
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision, Ruling, Subject
from tocsin.model.span import Span
from tocsin.model.stamp import Stamp
from tocsin.pipeline.ruled_claims import parse_target
from tocsin.pipeline.ruled_values import check_ruling, spans_of
from tocsin.pipeline.rulings import claim_target
from tocsin.report.desk.reader import shown_text
from tocsin.report.desk.sight import Sight
from tocsin.report.desk.voices import voices
from tocsin.serve.refusals import refused


@dataclasses.dataclass
class SpanWish:
    """Words of an article: `start` and `end` in code points of the stored text; or `from` and `to` in UTF-16 units of
    the text that the reader was given, with its `text_key`."""

    start: int | None = None
    end: int | None = None
    from_: int | None = None
    to: int | None = None
    text_key: str = ""


@dataclasses.dataclass
class DecisionWish:
    """A ruling as a page sends it. `seen` is the highest number of a decision that the page knew of; `anyway` keeps a
    ruling beside another's that came meanwhile."""

    subject: Subject
    target: str
    ruling: Ruling
    reason: str
    field: str = ""
    value: str = ""
    seen: int = 0
    anyway: bool = False
    span: SpanWish | None = None
    spans: list[SpanWish] = dataclasses.field(default_factory=list)
    fields: dict[str, str] = dataclasses.field(default_factory=dict)


def decision_of(sight: Sight, wish: DecisionWish, stamp: Stamp, every: tuple[Decision, ...]) -> Decision:
    """The decision, checked. Raises OptionError, UnknownIdError and Refused with what would do."""
    if not wish.reason.strip():
        raise refused(422, "invalid", "a ruling needs a reason", place="reason", remedy="say why")
    subject, target, value = wish.subject, wish.target, wish.value
    if wish.ruling == "undo":
        subject, target = _undone(target, every)
    elif wish.subject == "claim":
        target, value = _on_claim(sight, wish)
    elif wish.subject == "link":
        target = "~".join(_claim_name(sight, part) for part in _pair(wish.target))
    elif wish.subject == "document":
        target = sight.document(wish.target).id
    elif wish.subject in ("source", "entity"):
        target = _name(sight, wish.target)
    made = Decision(
        0, subject, target, wish.ruling, wish.field, value, stamp.who, wish.reason.strip()[:2000], stamp.at
    )
    check_ruling(made)
    return made


def _on_claim(sight: Sight, wish: DecisionWish) -> tuple[str, str]:
    if wish.ruling == "add":
        document = sight.document(wish.target)
        span = _span(sight, document.id, wish.span)
        return f"{document.text_sha256}:{span.start}-{span.end}", json.dumps(wish.fields, ensure_ascii=False)
    target = _claim_name(sight, wish.target)
    claim = _claim(sight, wish.target)
    document_id = claim.document_id if claim else ""
    if wish.ruling == "split" and wish.spans:
        return target, ",".join(_written(_span(sight, document_id, each)) for each in wish.spans)
    if wish.ruling == "merge":
        return target, ",".join(_merged(sight, part.strip(), document_id) for part in wish.value.split(","))
    if wish.ruling == "set" and wish.field == "span" and wish.span is not None:
        return target, _written(_span(sight, document_id, wish.span))
    value = wish.value
    if wish.ruling in ("set", "split") and wish.field in ("span", "") and value:
        for span in spans_of(value):
            _grounded(sight, document_id, span)
    return target, value


def _merged(sight: Sight, part: str, document_id: str) -> str:
    claim = sight.desk.claims.get(part)
    if claim is None:
        return part
    if claim.document_id != document_id:
        raise refused(422, "invalid", "the claims are of two articles", value=part, place="value")
    return _written(claim.content)


def _claim(sight: Sight, name: str) -> Claim | None:
    found = sight.desk.claims.get(name)
    if found is not None:
        return found
    return next((each for own in sight.desk.rejected.values() for each in own if each.id == name), None)


def _claim_name(sight: Sight, name: str) -> str:
    """The name of a claim in rulings, from its id or from that name itself."""
    if ":" in name:
        digest, _ = parse_target(name)
        if digest not in sight.desk.of_text:
            raise refused(404, "not-found", "no such text", value=name[:100], place="claim")
        return name
    claim = _claim(sight, name)
    if claim is None:
        raise refused(404, "not-found", "no such claim", value=name[:100], place="claim", remedy="see /api/claims")
    return claim_target(sight.desk.documents[claim.document_id], claim)


def _pair(target: str) -> tuple[str, str]:
    first, tilde, second = target.partition("~")
    if not tilde or first == second:
        raise refused(422, "invalid", "not two claims", value=target[:100], place="target", remedy="write ID~ID")
    return first, second


def _name(sight: Sight, given: str) -> str:
    """The name of a source as the articles have it, from its key, its name or the mask that it goes out under."""
    known = voices(sight)
    if given in known:
        return known[given].name
    for voice in known.values():
        if given != voice.name and sight.mask(voice.name) == given:
            return voice.name
    return given


def _undone(number: str, every: tuple[Decision, ...]) -> tuple[Subject, str]:
    found = next((each for each in every if str(each.id) == number and each.ruling != "undo"), None)
    if found is None:
        remedy = "see /api/decisions"
        raise refused(404, "not-found", "there is no such ruling", value=number[:20], place="target", remedy=remedy)
    if any(each.ruling == "undo" and each.target == number for each in every):
        raise refused(409, "conflict", "it was taken back already", value=number, place="target")
    return found.subject, number


def _span(sight: Sight, document_id: str, wish: SpanWish | None) -> Span:
    if wish is None:
        remedy = 'give "span" with start and end'
        raise refused(422, "invalid", "the words are missing", place="span", remedy=remedy)
    if wish.start is not None and wish.end is not None:
        return _grounded(sight, document_id, _ordered(wish.start, wish.end))
    if wish.from_ is None or wish.to is None:
        remedy = "give start and end, or from, to and text_key"
        raise refused(422, "invalid", "the words are missing", place="span", remedy=remedy)
    text = shown_text(sight, sight.document(document_id))
    if text.key != wish.text_key:
        remedy = "load the article again"
        raise refused(409, "text-changed", "the text is not the one that was given", place="text_key", remedy=remedy)
    shown = _ordered(wish.from_, wish.to)
    return _grounded(sight, document_id, text.stored(shown.start, shown.end))


def _ordered(start: int, end: int) -> Span:
    try:
        return Span(start, end)
    except GroundingError as error:
        raise refused(422, "invalid", error.message, value=error.value, place="span") from error


def _grounded(sight: Sight, document_id: str, span: Span) -> Span:
    document = sight.document(document_id)
    if span.end > len(document.text):
        length = f"{len(document.text)} characters"
        raise refused(422, "invalid", "the words run past the text", value=_written(span), place=length)
    if not document.text[span.start : span.end].strip():
        raise refused(422, "invalid", "there are no words there", value=_written(span), place="span")
    return span


def _written(span: Span) -> str:
    return f"{span.start}-{span.end}"
