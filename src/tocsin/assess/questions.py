"""A warning question, read from its words: its kind, who is who, until when, and what would settle it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.assess.questions_deadline import Deadline, UndatedQuestionError, parse_day, read_deadline
from tocsin.assess.questions_roles import (
    load_role_words,
    parties_named,
    party_by_name,
    read_roles,
)
from tocsin.assess.questions_wars import fill_from_wars, load_wars
from tocsin.assess.templates import fill
from tocsin.errors import OptionError, QuestionError
from tocsin.model.question import Party, PriorOverride, Question
from tocsin.model.template import Template
from tocsin.text.gazetteer import Gazetteer

ROLES = ("actor", "target", "patron")


@dataclass(frozen=True, slots=True)
class QuestionOverrides:
    """What the user sets instead of what the words say. None leaves it to the words or the template.

    `actor`, `target`, `patron` are names; `deadline` is the first day that no longer counts; `opened` the day on
    which the question was asked, from which "within 30 days" is counted; `asked_on` stands in for it where only such
    a deadline needs it. `text` is the question, from a file.
    """

    text: str | None = None
    actor: str | None = None
    target: str | None = None
    patron: str | None = None
    deadline: date | None = None
    opened: date | None = None
    template: str | None = None
    criterion: str | None = None
    prior: PriorOverride | None = None
    asked_on: date | None = None


NO_OVERRIDES = QuestionOverrides()


def parse_question(
    text: str, *, overrides: QuestionOverrides = NO_OVERRIDES, templates: Sequence[Template], gazetteer: Gazetteer
) -> Question:
    """Read a question such as "Will Belarus's armed forces enter Russia's war against Ukraine before 2022-07-01?".

    "Before D" and the question's `deadline` mean that the outcome must happen before that day. Raises
    QuestionError, with what to do, where the kind, a role or the deadline is missing or can be read in two ways.
    """
    text = " ".join(text.split())
    if not text:
        raise QuestionError(
            "the question is empty", remedy='ask, for example, "Will Ruritania invade X by 1 May 2027?"'
        )
    template, notes = _template(text, overrides, templates)
    _check_direction(text)
    deadline = _deadline(text, overrides)
    opened = overrides.opened or deadline.opened
    parties, role_notes = _parties(text, overrides, template, gazetteer, opened or deadline.day)
    question = Question(
        id="",
        text=text,
        template=template.key,
        actor=parties["actor"],
        target=parties.get("target"),
        patron=parties.get("patron"),
        deadline=deadline.day,
        criterion="",
        opened=opened,
        prior=overrides.prior,
        notes=(*notes, *role_notes, deadline.note),
    )
    criterion = overrides.criterion or fill(template.criterion, question)
    return replace(question, criterion=criterion, id=_question_id(question, criterion))


def load_question_file(path: str | Path) -> QuestionOverrides:
    """Overrides from a small TOML file: any of `question`, `actor`, `target`, `patron`, `deadline`, `opened`,
    `template`, `criterion`, and a table `[prior]` with `probability`, `low`, `high` and `reason`.

    Raises OptionError that names the file and the entry.
    """
    place = Path(path).name
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError("the question file cannot be read", value=str(error), place=place) from error
    known = ("question", "actor", "target", "patron", "deadline", "opened", "template", "criterion", "prior")
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise OptionError("unknown entry", value=", ".join(unknown), place=place, remedy=f"use {', '.join(known)}")
    words = {key: _words(data, key, place) for key in ("actor", "target", "patron", "template", "criterion")}
    return QuestionOverrides(
        text=_words(data, "question", place),
        deadline=_day(data, "deadline"),
        opened=_day(data, "opened"),
        prior=_prior(data["prior"], place) if "prior" in data else None,
        actor=words["actor"],
        target=words["target"],
        patron=words["patron"],
        template=words["template"],
        criterion=words["criterion"],
    )


def recognise(text: str, templates: Sequence[Template]) -> tuple[Template, ...]:
    """Templates with a pattern that the words fit, the highest precedence first."""
    fits = [t for t in templates if any(re.search(pattern, text, re.IGNORECASE) for pattern in t.patterns)]
    return tuple(sorted(fits, key=lambda template: (-template.precedence, template.key)))


def _template(
    text: str, overrides: QuestionOverrides, templates: Sequence[Template]
) -> tuple[Template, tuple[str, ...]]:
    keys = ", ".join(template.key for template in templates)
    if overrides.template:
        for template in templates:
            if template.key == overrides.template:
                return template, (f"kind: {template.name}, as given",)
        raise QuestionError("there is no such template", value=overrides.template, remedy=f"use one of {keys}")
    fits = recognise(text, templates)
    if not fits:
        raise QuestionError(
            "the kind of question is not recognised",
            value=text,
            remedy=f"say what would happen (invade, join a war, intervene, strike, end), or give --template: {keys}",
        )
    first = fits[0]
    if len(fits) > 1 and fits[1].precedence == first.precedence:
        both = f"{first.key} and {fits[1].key}"
        raise QuestionError("the question fits two templates", value=both, remedy="choose one with --template")
    return first, (f"kind: {first.name}, from the question's words",)


def _check_direction(text: str) -> None:
    turned = re.search(load_role_words().turned, text, re.IGNORECASE)
    if turned:
        raise QuestionError(
            "the question asks whether the outcome stays away, and its answer could be read upside down",
            value=turned[0],
            remedy="ask whether it comes: enter, invade, strike, intervene, collapse",
        )


def _deadline(text: str, overrides: QuestionOverrides) -> Deadline:
    if overrides.deadline is None:
        vague = load_role_words().vague
        try:
            return read_deadline(text, overrides.opened, vague)
        except UndatedQuestionError:
            if overrides.asked_on is None:
                raise
            return read_deadline(text, overrides.asked_on, vague)
    if overrides.opened and overrides.deadline <= overrides.opened:
        raise QuestionError(
            "the deadline is not after the day on which the question opens",
            value=f"{overrides.deadline}, opened {overrides.opened}",
            remedy="give a later deadline",
        )
    return Deadline(overrides.deadline, f"deadline as given: before {overrides.deadline}")


def _parties(
    text: str, overrides: QuestionOverrides, template: Template, gazetteer: Gazetteer, on: date
) -> tuple[dict[str, Party], tuple[str, ...]]:
    fixed: dict[str, Party] = {}
    notes: list[str] = []
    for role in ROLES:
        given = getattr(overrides, role)
        if given:
            fixed[role], note = party_by_name(given, gazetteer)
            notes.append(f"{role}: {note}")
    words = load_role_words()
    roles = read_roles(text, parties_named(text, gazetteer, words), template.roles, words, fixed)
    parties, notes = dict(roles.parties), [*notes, *roles.notes]
    missing = [role for role in template.roles if role not in parties]
    if missing and "patron" in template.roles and "actor" in parties:
        parties, war_notes = fill_from_wars(parties, text, on, load_wars(), gazetteer)
        notes.extend(war_notes)
        missing = [role for role in template.roles if role not in parties]
    if missing:
        raise QuestionError(
            f"the question does not say who the {missing[0]} is",
            value=text,
            remedy=f"name the {missing[0]} in the question, or give --{missing[0]} NAME",
        )
    _check_distinct(parties)
    return parties, tuple(notes)


def _check_distinct(parties: dict[str, Party]) -> None:
    held: dict[str, str] = {}
    for role, party in parties.items():
        if party.key in held:
            raise QuestionError(
                f"{held[party.key]} and {role} are the same",
                value=party.name,
                remedy=f"give another --{role}",
            )
        held[party.key] = role


def _question_id(question: Question, criterion: str) -> str:
    parties = [party.key if party else "" for party in (question.actor, question.target, question.patron)]
    key = "\n".join([question.text, question.template, *parties, str(question.deadline), criterion])
    return f"q-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def _words(data: dict[str, Any], key: str, place: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise OptionError("not text", value=f"{key} = {value!r}", place=place, remedy=f'write {key} = "…"')
    return value


def _day(data: dict[str, Any], key: str) -> date | None:
    value = data.get(key)
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    return parse_day(str(value)[:10], key)


def _prior(table: Any, place: str) -> PriorOverride:
    remedy = "give probability, low and high with 0 < low ≤ probability ≤ high < 1, and a reason"
    try:
        prior = PriorOverride(
            float(table["probability"]), float(table["low"]), float(table["high"]), str(table["reason"])
        )
    except (KeyError, TypeError, ValueError) as error:
        raise OptionError(
            "the prior is not usable", value=str(error), place=f"{place}, prior", remedy=remedy
        ) from error
    if not 0 < prior.low <= prior.probability <= prior.high < 1 or not prior.reason.strip():
        raise OptionError("the prior is not usable", value=str(table), place=f"{place}, prior", remedy=remedy)
    return prior
