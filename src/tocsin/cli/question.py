"""The question of a run: from words, options and a file to a Question with its Template."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.clock import day
from tocsin.cli.request import QuestionOptions
from tocsin.errors import OptionError, QuestionError
from tocsin.model.question import PriorOverride, Question
from tocsin.model.template import Template

if TYPE_CHECKING:
    from tocsin.assess.questions import QuestionOverrides


@dataclass(frozen=True)
class Demo:
    """The demo: its question, its day, and the folder of its articles."""

    question: str
    as_of: date
    articles: Path


def demo() -> Demo:
    """The demo corpus that ships with Tocsin."""
    folder = Path(str(resources.files("tocsin") / "data" / "demo"))
    data = tomllib.loads((folder / "question.toml").read_text(encoding="utf-8"))
    return Demo(data["question"], data["as_of"], folder / data["articles"])


def build_question(text: str, options: QuestionOptions, as_of: str = "") -> tuple[Question, Template]:
    """The question and its template. "Within six months" is counted from the as-of day (or today) where the question
    does not say when it was asked. Raises QuestionError and OptionError with what to do."""
    from tocsin.assess.questions import parse_question
    from tocsin.assess.templates import load_templates
    from tocsin.text.gazetteer import load_gazetteer

    overrides, templates = replace(_overrides(options), asked_on=day(as_of, "--as-of")), load_templates()
    if overrides.template and overrides.template not in {template.key for template in templates}:
        own = load_own_template(overrides.template)
        templates, overrides = (*templates, own), replace(overrides, template=own.key)
    words = text or overrides.text or ""
    if not words:
        raise QuestionError(
            "no question was asked", remedy='give "QUESTION" before the paths, or --question-file FILE'
        )
    question = parse_question(words, overrides=overrides, templates=templates, gazetteer=load_gazetteer())
    template = next(each for each in templates if each.key == question.template)
    return question, template


def load_own_template(key_or_path: str) -> Template:
    """A template by key or file."""
    from tocsin.assess.templates import load_template

    return load_template(key_or_path)


def _overrides(options: QuestionOptions) -> QuestionOverrides:
    from tocsin.assess.questions import QuestionOverrides, load_question_file

    base = load_question_file(options.file) if options.file else QuestionOverrides()
    return replace(
        base,
        actor=options.actor or base.actor,
        target=options.target or base.target,
        patron=options.patron or base.patron,
        deadline=day(options.deadline, "--deadline") if options.deadline else base.deadline,
        template=options.template or base.template,
        criterion=options.criterion or base.criterion,
        prior=_prior(options.prior) if options.prior else base.prior,
    )


def _prior(text: str) -> PriorOverride:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    # A single number is taken as known to within a factor of about three in odds, half an order of magnitude.
    if len(numbers) == 1 and 0 < numbers[0] < 1:
        odds = numbers[0] / (1 - numbers[0])
        numbers += [odds / 3 / (1 + odds / 3), odds * 3 / (1 + odds * 3)]
    if len(numbers) != 3 or not 0 < numbers[1] <= numbers[0] <= numbers[2] < 1:
        remedy = "write P or P,LOW,HIGH with 0 < LOW ≤ P ≤ HIGH < 1, such as 0.05,0.01,0.15"
        raise OptionError("not a prior", value=text, place="--prior", remedy=remedy)
    return PriorOverride(numbers[0], numbers[1], numbers[2], "given on the command line")
