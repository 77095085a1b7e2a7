"""The question: its answer on any day, the curve, what changed between two days, what carries it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated, Literal

import numpy as np
from fastapi import Path as InPath
from fastapi import Query, Request
from starlette.responses import Response

from tocsin.assess.inquiry import Inquiry, inquire, prior_answers
from tocsin.assess.inquiry import Material as Given
from tocsin.assess.posterior import estimate
from tocsin.assess.vocabulary import load_words, word_for
from tocsin.assess.what_if import Sign
from tocsin.model.codec import to_plain
from tocsin.model.judgement import Estimate
from tocsin.model.question import PriorOverride
from tocsin.pipeline.desk_days import DayRow
from tocsin.pipeline.desk_what_if import Supposed, supposed
from tocsin.report import words
from tocsin.report.desk.board import board_states
from tocsin.report.desk.carries import carries
from tocsin.report.desk.changes import changes
from tocsin.report.desk.documents import document_row
from tocsin.report.desk.question import day_head, day_row, judgement_object
from tocsin.report.desk.sight import Row, UnknownIdError
from tocsin.serve.days import Day
from tocsin.serve.moment import LONGEST_SECONDS, PATIENCE_SECONDS
from tocsin.serve.refusals import Refused, refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Reader, Since, Until, View, Viewed, day_of, hub_of, session_of

OfCurve = Annotated[Day, InPath(description="A day of the curve.")]
# A prior that is only supposed is taken as known to within a factor of three in odds.
SUPPOSED_ODDS = 3.0
WHAT_IF_DRAWS = 200


@dataclass
class Without:
    """Something left out, by the key that stands under /api/carries, or a claim's id."""

    kind: Literal["report", "origin", "source", "indicator", "claim"]
    key: str


@dataclass
class Reliability:
    """A source taken at its word with this chance, 0 to 1."""

    source: str
    value: float


@dataclass
class SupposedSign:
    """A sign that somebody of this grade might report on a day."""

    indicator: str
    day: Day
    there: bool = True
    grade: Literal["A", "B", "C", "D", "E", "F"] = "B"


@dataclass
class WhatIf:
    """What is supposed otherwise. The case stays as it is."""

    as_of: Day | None = None
    without: list[Without] = field(default_factory=list)
    reliabilities: list[Reliability] = field(default_factory=list)
    signs: list[SupposedSign] = field(default_factory=list)
    prior: float | None = None


def question(view: Viewed) -> Response:
    """The answer of a day in numbers and sentences. While that day is being worked out, `exact` is false and the
    numbers are the curve's."""
    moment = view.moment
    row = moment.row(view.as_of)
    patience = PATIENCE_SECONDS if row is not None else LONGEST_SECONDS
    made = moment.head(view.as_of, reveal=view.reveal, patience=patience)
    if made is None:
        if row is None:
            raise refused(503, "building", f"the answer of {view.as_of} is being worked out", remedy="ask again soon")
        return view.answer({**day_head(view.sight(), row), "frozen": False})
    return view.answer({**made, "frozen": _frozen(view, made["key"])})


def curve(view: Viewed, since: Since = None, until: Until = None) -> Response:
    """The answer on every day, from fewer draws than a judgement."""
    rows = [
        row
        for day, row in sorted(view.moment.rows().items())
        if (since is None or day >= since) and (until is None or day <= until)
    ]
    asked = view.moment.desk.asked
    assert asked is not None
    last = rows[-1] if rows else None
    return view.answer(
        {
            "items": [day_row(row) for row in rows],
            "prior": to_plain(_prior(view.moment.inquiry(), last.as_of)) if last else None,
            "deadline": str(asked.question.deadline),
            "thresholds": [{"up_to": word.up_to, "word": word.term} for word in load_words()],
            "first_day": str(rows[0].as_of) if rows else None,
            "last_day": str(last.as_of) if last else None,
        }
    )


def day(view: Viewed, day: OfCurve) -> Response:
    """One step of the slider: the day's row, what stands on the board, what is new."""
    row = view.moment.row(day)
    if row is None:
        remedy = "see first_day and last_day of /api/curve"
        raise UnknownIdError("the curve does not have this day", value=str(day), place="day", remedy=remedy)
    view = replace(view, as_of=day)
    sight = view.sight()
    before = view.moment.row(day - timedelta(days=1))
    states: list[Row] | None = sight.memo.get("states")
    if states is None:
        states = sight.memo["states"] = board_states(sight)
    return view.answer(
        {
            **day_row(row),
            "previous": day_row(before) if before else None,
            "board": states,
            "new_documents": [document_row(sight, sight.desk.documents[key]) for key in row.arrived[:100]],
            "moved": _moved(view, row, before),
        }
    )


def changed(
    view: Viewed,
    since: Annotated[Day, Query(alias="from", description="The earlier day.")],
    until: Annotated[Day, Query(alias="to", description="The later day.")],
) -> Response:
    """What changed between two days, and why."""
    if since >= until:
        remedy = "let `from` be before `to`"
        raise refused(422, "invalid", "the days are not in order", value=f"{since}, {until}", remedy=remedy)
    return view.answer(changes(view.at(day_of(view.hub, since)), view.at(day_of(view.hub, until))))


def judgement(view: Viewed) -> Response:
    """The whole judgement, as `tocsin judge --format json` gives it. Grades only for whom they concern."""
    rights = view.hub.sessions
    grades = True
    try:
        rights.may(view.session, "decide")
    except Refused:
        grades = False
    return view.answer(judgement_object(view.judged(), grades=grades))


def carried(view: Viewed) -> Response:
    """What leaving things out would change, the way from the prior, what would tip the answer."""
    sight = view.judged()
    made: Row | None = sight.memo.get("carries")
    if made is None:
        made = sight.memo["carries"] = carries(sight, view.moment.context(sight, reveal=view.reveal))
    return view.answer(made)


def what_if(request: Request, who: Reader, wish: WhatIf) -> Response:
    """The answer with something supposed otherwise."""
    hub = hub_of(request)
    as_of = day_of(hub, wish.as_of)
    view = View(request, hub, session_of(request), hub.moment, as_of, False)
    inquiry = _inquiry(view, wish.prior)
    change = Supposed(
        [(each.kind, _unmasked(view, each)) for each in wish.without],
        {each.source: each.value for each in wish.reliabilities},
        [Sign(each.indicator, each.day, each.there, each.grade) for each in wish.signs],
    )
    answer, base = supposed(inquiry, change)
    if wish.prior is not None:
        _, base = supposed(_inquiry(view, None), Supposed())
    shift = _log_odds(answer) - _log_odds(base)
    return view.answer(
        {
            "answer": {**to_plain(answer), "word": word_for(answer.probability)},
            "base": {**to_plain(base), "word": word_for(base.probability)},
            "change_log_odds": shift,
            "words": words.odds_factor(shift),
        }
    )


def _prior(inquiry: Inquiry, day: date) -> Estimate:
    """The answer of a day without evidence."""
    answers = prior_answers(inquiry, day)
    return estimate(answers, np.full(len(answers), 1 / len(answers)), inquiry.settings.interval)


def _inquiry(view: View, prior: float | None) -> Inquiry:
    """The inquiry of a day, kept with the day's sight; under another prior it is made anew."""
    if prior is not None and not 0 < prior < 1:
        raise refused(422, "invalid", "not a prior", value=str(prior), place="prior", remedy="between 0 and 1")
    memo = view.sight().memo
    key = f"inquiry:{prior}"
    if key not in memo:
        view.moment.rows()
        desk, asked = view.moment.desk, view.moment.desk.asked
        assert asked is not None
        question = asked.question
        if prior is not None:
            odds = prior / (1 - prior)
            low, high = odds / SUPPOSED_ODDS, odds * SUPPOSED_ODDS
            override = PriorOverride(prior, low / (1 + low), high / (1 + high), "supposed")
            question = replace(question, prior=override)
        given = desk.corpus
        material = Given(given.documents, given.claims, desk.linkage, tuple(desk.evidence.values()), desk.judged_by)
        settings = view.hub.opening.settings.assess
        settings = replace(settings, draws=min(WHAT_IF_DRAWS, settings.draws))
        memo[key] = inquire(question, asked.template, view.as_of, material, settings)
    found: Inquiry = memo[key]
    return found


def _unmasked(view: View, each: Without) -> str:
    """The key that a masked one stands for: names of private persons go out masked, and come back so."""
    sight = view.sight()
    if each.kind != "source":
        return each.key
    for name in {link.source.name for claim in sight.desk.claims.values() for link in claim.chain}:
        if sight.mask(name) == each.key:
            return name
    return each.key


def _moved(view: View, row: DayRow, before: DayRow | None) -> list[Row]:
    """Which signs were newly told on the day, with what the answer did since the day before."""
    sight = view.sight()
    fresh = [report for report in sight.reports if report.known == row.as_of]
    by_sign: dict[str, list[str]] = {}
    for report in fresh:
        by_sign.setdefault(report.indicator, []).append(report.claim_id)
    change = _log_odds(row.estimate) - _log_odds(before.estimate) if before else 0.0
    return [
        {"key": key, "label": sight.indicator_name(key), "claim_ids": ids[:20], "change_log_odds": change}
        for key, ids in by_sign.items()
    ]


def _frozen(view: View, key: str) -> bool:
    with view.hub.reading() as store:
        return any(each.key == key for each in store.judgements())


def _log_odds(estimate: Estimate) -> float:
    return math.log(estimate.probability / (1 - estimate.probability))


ENDPOINTS = (
    Endpoint("GET", "/api/question", question, errors=(404,)),
    Endpoint("GET", "/api/curve", curve, errors=(404,)),
    Endpoint("GET", "/api/days/{day}", day, errors=(404,)),
    Endpoint("GET", "/api/changes", changed, errors=(404,)),
    Endpoint("GET", "/api/judgement", judgement, errors=(404,)),
    Endpoint("GET", "/api/carries", carried, errors=(404,)),
    Endpoint("POST", "/api/what-if", what_if, errors=(404,)),
)
