"""The brief: everything an answer says, put together once, for any renderer."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.model.refusal import Refusal
from tocsin.report.board import board
from tocsin.report.conflicts import contradictions
from tocsin.report.context import Context, make_context
from tocsin.report.gaps import document_rows, left_out, open_questions
from tocsin.report.material import Material
from tocsin.report.method import method
from tocsin.report.nouns import Brief, CurvePoint
from tocsin.report.points import key_points
from tocsin.report.speakers import source_rows, source_trees
from tocsin.report.summary import answer, heading, summary
from tocsin.report.sway import assumptions, carries, tips, waterfall


def compose(material: Material, *, refusals: Sequence[Refusal] = (), reveal: bool = False) -> Brief:
    """The brief of one judgement. Private persons are masked unless `reveal` is set.

    `refusals` are the inputs that could not be read; they are named under what was left out.
    """
    return compose_from(make_context(material, reveal=reveal), refusals)


def compose_from(context: Context, refusals: Sequence[Refusal] = ()) -> Brief:
    """The brief from a context that was made before."""
    judgement = context.judgement
    points = key_points(context)
    chosen = [candidate for _, candidate in points]
    conflicts, more = contradictions(context)
    return Brief(
        heading=heading(context),
        answer=answer(context),
        summary=summary(context, points),
        key_points=tuple(point for point, _ in points),
        board=board(context),
        waterfall=waterfall(context),
        carries=carries(context),
        tips=tips(context),
        assumptions=assumptions(context),
        contradictions=conflicts,
        more_contradictions=more,
        sources=source_rows(context),
        trees=source_trees(context, chosen),
        open_questions=open_questions(context, chosen),
        left_out=left_out(context, refusals),
        method=method(context),
        documents=document_rows(context),
        curve=tuple(
            CurvePoint(point.day, point.estimate.probability, point.estimate.low, point.estimate.high)
            for point in judgement.history
        ),
        judgement_key=judgement.key,
        masked=context.masker.masking,
    )
