"""Signs named by the parties of the question."""

from __future__ import annotations

from dataclasses import replace

from report_world import QUESTION, TEMPLATE

from tocsin.model.question import Party
from tocsin.report.roles import with_names


def test_signs_are_named_by_the_parties() -> None:
    signs = tuple(
        replace(TEMPLATE.indicators[0], name=name)
        for name in ("The patron commands the actor's forces", "Fire on the target", "Forces raised in readiness")
    )
    question = replace(
        QUESTION, actor=Party("borduria", "Borduria"), target=Party("ruritania", "Ruritania"), patron=None
    )
    named = with_names(replace(TEMPLATE, indicators=signs), question)
    assert [sign.name for sign in named.indicators] == [
        "The patron commands Borduria’s forces",
        "Fire on Ruritania",
        "Forces raised in readiness",
    ]


def test_descriptions_name_the_parties_too() -> None:
    sign = replace(TEMPLATE.indicators[0], description="Forces of {actor} enter {target}.")
    question = replace(QUESTION, actor=Party("borduria", "Borduria"), target=Party("ruritania", "Ruritania"))
    named = with_names(replace(TEMPLATE, indicators=(sign,)), question)
    assert named.indicators[0].description == "Forces of Borduria enter Ruritania."
