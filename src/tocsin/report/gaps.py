"""What is not known, what was left out, and the list of documents."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.report import words
from tocsin.report.context import Context, citation_label, publication_words
from tocsin.report.nouns import DocumentRow, LeftOutRow
from tocsin.report.points import Candidate
from tocsin.report.summary import dated
from tocsin.report.vocabulary import load_wording

_MOST_UNWATCHED = 5


def open_questions(context: Context, chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """What an analyst should find out next: dates, second origins, signs that nobody watched."""
    questions = [_date_question(context, document) for document in _undated(context)]
    lone = [item for item in chosen if len(item.incident.origins) <= 1 and _checkable(context, item)][:2]
    for item in lone:
        questions.append(
            f"Is there a second, independent origin for “{item.statement.quotation.text}”? "
            "The judgement takes it from one."
        )
    unwatched = _most_telling(context)
    if unwatched:
        questions.append(
            f"No report that counts speaks of {words.joined([f'“{name}”' for name in unwatched], 'or')}: "
            "did nothing happen there, or did nobody look?"
        )
    return tuple(questions)


def left_out(context: Context, refusals: Sequence[Refusal]) -> tuple[LeftOutRow, ...]:
    """Documents that do not count and why, then files refused, then how many claims are off the question."""
    rows = [
        LeftOutRow(
            _shown(context, context.documents[item.document_id]), words.full_stop(words.capital(dated(item.reason)))
        )
        for item in sorted(context.judgement.left_out, key=lambda item: context.numbers.get(item.document_id, 0))
        if item.document_id in context.documents
    ]
    gone = {item.document_id for item in context.judgement.left_out}
    bearing = {claim.document_id for claim in context.claims.values() if context.relevant(claim.id)}
    for document in sorted(context.documents.values(), key=lambda document: context.numbers[document.id]):
        if document.id not in gone and document.id not in bearing:
            rows.append(LeftOutRow(_shown(context, document), "Nothing in it bears on the question."))
    rows += [
        LeftOutRow(context.masker.label(refusal.name), words.full_stop(words.capital(_refusal_words(refusal))))
        for refusal in refusals
    ]
    off = sum(1 for claim_id in context.claims if not context.relevant(claim_id))
    if off:
        rows.append(
            LeftOutRow(
                words.capital(words.counted(off, "claim")),
                f"Kept, but not on this question: {'it does' if off == 1 else 'they do'} not count.",
            )
        )
    return tuple(rows)


def document_rows(context: Context) -> tuple[DocumentRow, ...]:
    """All documents in the order of their numbers."""
    counted = set(context.judgement.counted)
    return tuple(
        DocumentRow(
            number=context.numbers[document.id],
            id=document.id,
            name=context.masker.label(document.name),
            label=words.capital(context.mask(document.publisher or "publisher unknown", document.id)),
            title=context.mask(" ".join((document.title or "").split()), document.id),
            date=publication_words(document),
            basis=load_wording().date_basis[document.publication.basis],
            counted=document.id in counted,
            url=context.masker.link(document.url) or "",
            text_sha256=document.text_sha256,
        )
        for document in sorted(context.documents.values(), key=lambda document: context.numbers[document.id])
    )


def _undated(context: Context) -> list[Document]:
    undated = [item for item in context.documents.values() if item.publication.basis in ("unknown", "bounded")]
    return sorted(undated, key=lambda document: context.numbers[document.id])


def _checkable(context: Context, candidate: Candidate) -> bool:
    """Whether it tells of something that somebody else could have seen: a denial or a forecast needs no second."""
    evidence = context.evidence[candidate.claim.id]
    return candidate.statement.whole and candidate.claim.stance == "asserts" and evidence.sighting


def _most_telling(context: Context) -> list[str]:
    """The unwatched indicators that would tell most if they were seen."""
    unwatched = set(context.judgement.unwatched_indicators)
    ranked = sorted(unwatched, key=lambda key: (-context.telling.get(key, 0.0), key))
    return [context.indicator_name(key) for key in ranked[:_MOST_UNWATCHED]]


def _date_question(context: Context, document: Document) -> str:
    name = context.masker.label(document.name)
    bounded = document.publication.basis == "bounded"
    known = f" So far only “{words.days(document.publication.interval)}” is known." if bounded else ""
    shown = _shown(context, document, with_date=False)
    return f"When was {shown} published?{known} Give it with `--date {name}=YYYY-MM-DD`."


def _shown(context: Context, document: Document, with_date: bool = True) -> str:
    """`[4] “Title” (Publisher, date)`, as far as they are known."""
    number = f"[{context.numbers[document.id]}]"
    title = " ".join((document.title or "").split())
    label = citation_label(document) if with_date else document.publisher or ""
    what = f"“{title}”" if title else f"file {context.masker.label(document.name)}"
    return context.mask(f"{number} {what}{f' ({label})' if label else ''}", document.id)


def _refusal_words(refusal: Refusal) -> str:
    return f"{refusal.reason}; {refusal.remedy}" if refusal.remedy else refusal.reason
