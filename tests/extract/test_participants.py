"""Participants: who acts and who is acted on, pronouns resolved."""

from __future__ import annotations

from functools import cache

import pytest
from marked_claims import draft_of
from spacy.language import Language

from tocsin.extract.participants import participants
from tocsin.model.mention import Mention
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer, load_gazetteer
from tocsin.text.language_pipeline import load_pipeline


class Names:
    """A coreference that knows what it is told."""

    def __init__(self, **names: str) -> None:
        self.names = {int(key[1:]): name for key, name in names.items()}

    def name_of(self, span_start: int) -> str | None:
        return self.names.get(span_start)


@cache
def pipeline() -> Language:
    return load_pipeline()


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def participants_of(text: str, names: Names) -> tuple[Mention, ...]:
    doc = pipeline()(text)
    return participants(doc, draft_of(doc, Span(0, len(text) - 1), None, (), {}), names, gazetteer())


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        ("The rebels attacked the convoy.", "rebels", "armed-force", "agent"),
        ("The rebels attacked the convoy.", "convoy", "armed-force", "patient"),
        ("The convoy was attacked by the rebels.", "rebels", "armed-force", "agent"),
        ("The convoy was attacked by the rebels.", "convoy", "armed-force", "patient"),
        ("Kenya invited the diplomats.", "Kenya", "state", "agent"),
        ("The parliament dismissed the minister.", "parliament", "organisation", "agent"),
    ],
)
def test_roles(text: str, name: str, kind: str, role: str) -> None:
    assert (name, kind, role) in [(m.name, m.kind, m.role) for m in participants_of(text, Names())]


def test_a_pronoun_bears_the_name_that_it_stands_for() -> None:
    found = participants_of("He left the army.", Names(_0="Oren Vasko"))
    assert (found[0].name, found[0].pronoun, found[0].role) == ("Oren Vasko", True, "agent")


def test_an_unresolved_pronoun_is_left_out() -> None:
    assert not [m for m in participants_of("He left.", Names()) if m.pronoun]


def test_dates_and_figures_are_no_participants() -> None:
    assert not participants_of("It cost 40 million in March.", Names())
