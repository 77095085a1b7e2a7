"""Analytic confidence: what little ground does to it, however good that ground is otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from judged_cases import ACTOR, AS_OF, TARGET, THIRD, Said, judged

from tocsin.model.judgement import Judgement
from tocsin.model.source import Source

VOICES = (
    ACTOR,
    TARGET,
    *(replace(THIRD, name=f"Institute {number}") for number in range(5)),
    *(Source(f"Ministry of Country {number}", "official", f"country {number}") for number in range(5)),
)
SIGNS = ("basing.support", "basing.patron-troops", "leader.dependence", "force.alert")


def spread_over(articles: int) -> Judgement:
    """Twelve voices of many sides, fresh and at one, in so many articles."""
    return judged(
        [
            Said(
                AS_OF - timedelta(days=2 + number % articles),
                SIGNS[number % len(SIGNS)],
                source=voice,
                document=f"article {number % articles}",
            )
            for number, voice in enumerate(VOICES)
        ]
    )


def test_one_article_is_never_more_than_low() -> None:
    judgement = spread_over(1)
    assert judgement.confidence == "low"
    assert judgement.confidence_reasons[0].startswith("only 1 article")


@pytest.mark.parametrize(("articles", "level"), [(4, "moderate"), (12, "high")])
def test_more_articles_lift_it(articles: int, level: str) -> None:
    assert spread_over(articles).confidence == level
