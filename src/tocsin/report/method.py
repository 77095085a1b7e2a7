"""The method note: what the numbers rest on, in a few sentences."""

from __future__ import annotations

from tocsin.report import words
from tocsin.report.context import Context


def method(context: Context) -> tuple[str, ...]:
    """Paragraphs on the material, the prior, the way from reports to a probability, and how to read the brief."""
    return (_material(context), _prior(context), *_WAY, _reading(context), *context.judgement.notes)


_WAY = (
    "Each claim is followed to the source that it goes back to. Copies and reports that share an origin count once; "
    "what a source says is weighed by how reliable its kind is, and less at every hand it passed through. Only "
    "happenings, states, numbers and stated intentions light an indicator; forecasts and opinions do not.",
    "The indicators move a model of the stages on the way to the outcome, day by day. It starts from the record of "
    "comparable cases and knows that the outcome has not happened as long as the question is open. The interval "
    "comes from drawing all assumptions at random within their ranges. The two ends of the range differ in one "
    "assumption: whether silence on an indicator means that nothing happened.",
)


def _material(context: Context) -> str:
    counted = set(context.judgement.counted)
    claims = list(context.claims.values())
    bearing = [claim for claim in claims if context.relevant(claim.id)]
    incidents = {context.incidents[claim.id].id for claim in bearing if claim.id in context.incidents}
    return (
        f"Of {words.counted(len(context.documents), 'document')}, {words.number(len(counted))} "
        f"{'counts' if len(counted) == 1 else 'count'} on {words.day(context.judgement.as_of)}. "
        f"They hold {words.counted(len(claims), 'claim')}; {_share(len(bearing), len(claims))} on the question and "
        f"{'tells' if len(bearing) == 1 else 'tell'} of "
        f"{words.counted(len(incidents), 'happening or state', 'happenings or states')}."
    )


def _share(part: int, whole: int) -> str:
    if part == whole and whole > 1:
        return "all of them bear"
    return f"{words.number(part) if part else 'none'} {'bears' if part == 1 else 'bear'}"


def _prior(context: Context) -> str:
    override = context.question.prior
    if override:
        return f"The prior of {words.about(override.probability)} was set by the user: {override.reason.rstrip('.')}."
    reference = context.template.reference
    sources = "; ".join(source.rstrip(".") for source in reference.sources)
    return (
        f"Prior: {reference.description.rstrip('.')}. Over {words.counted(reference.horizon_days, 'day')} that is "
        f"{words.about(reference.probability.best)} ({words.percent(reference.probability.low)} to "
        f"{words.percent(reference.probability.high)}), scaled to the days left. Sources: {sources}."
    )


def _reading(context: Context) -> str:
    masked = "Private persons are shown by their role. " if context.masker.masking else ""
    return (
        "Words between quotation marks are an article's own; square brackets hold what they leave open. "
        f"{masked}Sentences in italics are Tocsin's judgement; all others lead back to an article. "
        f"Grades run from A (reliable) to E (unreliable); F means that reliability cannot be judged."
    )
