"""The question page: the answer of a day with its reasons."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.model.codec import to_plain
from tocsin.model.judgement import Judgement
from tocsin.model.question import Party, Question
from tocsin.pipeline.desk_days import DayRow
from tocsin.report import words
from tocsin.report.context import Context, publication_words
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.gaps import open_questions
from tocsin.report.judgement_json import masked
from tocsin.report.points import key_points
from tocsin.report.summary import answer, summary

MOST_LEFT_OUT = 200


def question_row(sight: Sight) -> Row:
    """The question with its parties and what would settle it."""
    assert sight.desk.asked is not None
    question, template = sight.desk.asked.question, sight.desk.asked.template
    return {
        "id": question.id,
        "text": question.text,
        "template": question.template,
        "template_name": template.name,
        "deadline": str(question.deadline),
        "opened": str(question.opened) if question.opened else None,
        "actor": _party(question.actor),
        "target": _party(question.target),
        "patron": _party(question.patron),
        "criterion": question.criterion,
        "notes": list(question.notes),
        "outcome": question.outcome,
        "resolved_on": str(question.resolved_on) if question.resolved_on else None,
        "prior": _prior(question),
    }


def question_head(sight: Sight, context: Callable[[], Context]) -> Row:
    """The answer of the day in numbers and sentences. `context` gives what the sentences are made from."""
    judgement = sight.judgement
    assert judgement is not None
    made = context()
    points = key_points(made)
    said = answer(made)
    return {
        "question": question_row(sight),
        "answer": answer_row(judgement),
        "confidence": judgement.confidence,
        "confidence_reasons": list(said.confidence_reasons),
        "stages": to_plain(judgement.stages),
        "counted": len(judgement.counted),
        "left_out": [
            {
                "document_id": item.document_id,
                "name": sight.masker.label(sight.desk.documents[item.document_id].name),
                "reason": sight.mask(item.reason, item.document_id),
            }
            for item in judgement.left_out[:MOST_LEFT_OUT]
            if item.document_id in sight.desk.documents
        ],
        "origins": sum(item.kind == "origin" for item in judgement.influences),
        "notes": [sight.mask(note) for note in judgement.notes],
        "key": judgement.key,
        "summary": to_plain(summary(made, points)),
        "key_points": [to_plain(point) for point, _ in points],
        "open_questions": list(open_questions(made, [candidate for _, candidate in points])),
        "undated": [
            {
                "document_id": document.id,
                "name": sight.masker.label(document.name),
                "published": publication_words(document),
                "basis": document.publication.basis,
            }
            for document in sight.desk.documents.values()
            if document.publication.basis in ("unknown", "bounded")
        ][:MOST_LEFT_OUT],
        "exact": True,
    }


def day_head(sight: Sight, row: DayRow) -> Row:
    """The answer of a day from its row alone, while the judgement is being worked out."""
    return {
        "question": question_row(sight),
        "answer": {
            **day_answer(row),
            "prior": {"probability": row.prior, "low": row.prior, "high": row.prior},
            "unwatched": None,
            "watched": None,
            "compliance": None,
        },
        "confidence": None,
        "confidence_reasons": [],
        "stages": to_plain(row.stages),
        "counted": row.documents,
        "left_out": [],
        "origins": row.origins,
        "notes": [],
        "key": "",
        "summary": [],
        "key_points": [],
        "open_questions": [],
        "undated": [],
        "exact": False,
    }


def day_row(row: DayRow) -> Row:
    """One point of the curve."""
    return {
        "as_of": str(row.as_of),
        **day_answer(row),
        "prior": row.prior,
        "stages": {stage.key: stage.probability for stage in row.stages},
        "documents": row.documents,
        "origins": row.origins,
        "new_documents": list(row.arrived),
    }


def day_answer(row: DayRow) -> Row:
    """Probability and interval of a day, with their words."""
    estimate = row.estimate
    return {
        **to_plain(estimate),
        "word": row.word,
        "words": words.about(estimate.probability),
        "interval_words": words.interval(estimate),
    }


def answer_row(judgement: Judgement) -> Row:
    """The numbers of an answer, with their words."""
    return {
        **to_plain(judgement.estimate),
        "prior": to_plain(judgement.prior),
        "unwatched": to_plain(judgement.unwatched),
        "watched": to_plain(judgement.watched),
        "compliance": to_plain(judgement.compliance),
        "word": judgement.word,
        "words": words.about(judgement.estimate.probability),
        "interval_words": words.interval(judgement.estimate),
    }


def judgement_object(sight: Sight, *, grades: bool) -> Row:
    """The judgement whole, under the names of the CLI."""
    assert sight.judgement is not None
    plain: Row = to_plain(sight.judgement)
    if not grades:
        del plain["grades"]
    return {key: masked(value, sight.masker) for key, value in plain.items()}


def _party(party: Party | None) -> Row | None:
    return {"key": party.key, "name": party.name, "country": party.country} if party else None


def _prior(question: Question) -> Row | None:
    row: Row | None = to_plain(question.prior)
    return row
