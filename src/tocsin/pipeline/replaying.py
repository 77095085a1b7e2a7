"""The answer on past days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tocsin.model.judgement import DayEstimate
from tocsin.model.settings import Settings
from tocsin.pipeline.study import Study


def replayed(study: Study, settings: Settings, days: Sequence[date]) -> tuple[DayEstimate, ...]:
    """The answer as it would have been given on each day, none later than the study's, from what was out by then."""
    from tocsin.assess.inquiry import Material, inquire
    from tocsin.assess.replay import replay

    given = study.corpus
    material = Material(given.documents, given.claims, study.linkage, study.evidence, given.decisions)
    inquiry = inquire(study.question, study.template, study.as_of, material, settings.assess)
    return replay(inquiry, days)
