"""Roles in words: a template says "the patron", a reader wants the name."""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.assess.templates import fill
from tocsin.model.question import Party, Question
from tocsin.model.template import Template
from tocsin.report import words


def with_names(template: Template, question: Question) -> Template:
    """The template with "the actor", "the target" and "the patron" in its signs' names, and the placeholders in their
    descriptions, replaced by the parties."""
    parties = (("actor", question.actor), ("target", question.target), ("patron", question.patron))
    return replace(
        template,
        indicators=tuple(
            replace(sign, name=_filled(sign.name, parties), description=fill(sign.description, question))
            for sign in template.indicators
        ),
    )


def _filled(name: str, parties: tuple[tuple[str, Party | None], ...]) -> str:
    for role, party in parties:
        if party is not None:
            name = re.sub(rf"\b[Tt]he {role}['’]s\b", words.possessive(party.name), name)
            name = re.sub(rf"\b[Tt]he {role}\b", party.name, name)
    return name
