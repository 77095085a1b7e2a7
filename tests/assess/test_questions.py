"""Questions read from their words: kind, roles, deadline, and clear refusals."""

# ruff: noqa: E501 (a row a line reads best)
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.assess.questions import QuestionOverrides, load_question_file, parse_question
from tocsin.assess.questions_deadline import read_deadline
from tocsin.assess.questions_roles import load_role_words
from tocsin.assess.templates import load_templates
from tocsin.errors import OptionError, QuestionError
from tocsin.model.question import Question
from tocsin.text.gazetteer import load_gazetteer

TEMPLATES = load_templates()
GAZETTEER = load_gazetteer()
OPENED = date(2022, 2, 1)


def ask(text: str, **overrides: object) -> Question:
    return parse_question(
        text,
        overrides=QuestionOverrides(**overrides),  # type: ignore[arg-type]
        templates=TEMPLATES,
        gazetteer=GAZETTEER,
    )


ROWS = [
    ("Will ECOWAS use force against the junta in Niger before 31 December 2023?", "intervenes-after-coup", "ecowas", "niger", None, "2023-12-31"),
    ("Will the African Union send troops to Gabon after the coup before 1 December 2023?", "intervenes-after-coup", "african-union", "gabon", None, "2023-12-01"),
    ("Will Algeria's army cross into Mali before July 2026?", "attacks", "algeria", "mali", None, "2026-07-01"),
    ("Is Israel going to hit back at Iran by mid-November 2024?", "strikes-in-retaliation", "israel", "iran", None, "2024-11-16"),
    ("Will Belarus's armed forces enter Russia's war against Ukraine before 2022-07-01?", "enters-war", "belarus", "ukraine", "russia", "2022-07-01"),
    ("Will Belarus’s army join Russia’s invasion of Ukraine by 30 June 2022?", "enters-war", "belarus", "ukraine", "russia", "2022-07-01"),
    ("Will the Belarusian army fight alongside Russia in Ukraine in 2023?", "enters-war", "belarus", "ukraine", "russia", "2024-01-01"),
    ("Will Belarus join Russia in its war on Ukraine before July 2022?", "enters-war", "belarus", "ukraine", "russia", "2022-07-01"),
    ("Will North Korea send troops to fight in Ukraine by the end of 2024?", "enters-war", "north-korea", "ukraine", "russia", "2025-01-01"),
    ("Will Belarusian troops be sent to Ukraine to fight between 1 March and 30 June 2022?", "enters-war", "belarus", "ukraine", "russia", "2022-07-01"),
    ("Will Rwanda enter the war in the Democratic Republic of Congo on the side of M23 before 2026?", "enters-war", "rwanda", "democratic-republic-of-the-congo", "m23", "2026-01-01"),
    ("Will Egypt send its army to Libya to support Haftar before December 2020?", "enters-war", "egypt", "libya", "libyan-national-army", "2020-12-01"),
    ("Will Poland be dragged into the war in Ukraine on the side of Kyiv before 2025?", "enters-war", "poland", "russia", "ukraine", "2025-01-01"),
    ("Will Russia invade Ukraine by 1 March 2022?", "attacks", "russia", "ukraine", None, "2022-03-02"),
    ("Will Ukraine be invaded by Russia before 2022-03-01?", "attacks", "russia", "ukraine", None, "2022-03-01"),
    ("will russia invade ukraine before april 2022", "attacks", "russia", "ukraine", None, "2022-04-01"),
    ("Will Putin invade Moldova before 2030?", "attacks", "russia", "moldova", None, "2030-01-01"),
    ("Will China attack Taiwan in 2027?", "attacks", "china", "taiwan", None, "2028-01-01"),
    ("Will Iran-backed Hezbollah attack Israel before 15 May 2024?", "attacks", "hezbollah", "israel", None, "2024-05-15"),
    ("Will Turkey launch a ground operation against the YPG in Syria in the first half of 2023?", "attacks", "turkey", "syrian-democratic-forces", None, "2023-07-01"),
    ("Will Ethiopia go to war with Eritrea before the end of 2026?", "attacks", "ethiopia", "eritrea", None, "2027-01-01"),
    ("Will Venezuela annex Essequibo from Guyana by 2025-01-01?", "attacks", "venezuela", "guyana", None, "2025-01-02"),
    ("Will Azerbaijan launch a new offensive against Armenia before 1st of November, 2022?", "attacks", "azerbaijan", "armenia", None, "2022-11-01"),
    ("Will Sudan use force against Ethiopia in the second quarter of 2026?", "attacks", "sudan", "ethiopia", None, "2026-07-01"),
    ("Will ECOWAS intervene militarily in Niger before the end of September 2023?", "intervenes-after-coup", "ecowas", "niger", None, "2023-10-01"),
    ("Will France intervene by force in Gabon after the coup before 31 December 2023?", "intervenes-after-coup", "france", "gabon", None, "2023-12-31"),
    ("Will Nigeria intervene in Benin by 15 January 2026?", "intervenes-after-coup", "nigeria", "benin", None, "2026-01-16"),
    ("Will there be an Iranian strike on Israel by the end of April 2024?", "strikes-in-retaliation", "iran", "israel", None, "2024-05-01"),
    ("Will India carry out air strikes on Pakistan before 20 May 2025?", "strikes-in-retaliation", "india", "pakistan", None, "2025-05-20"),
    ("Will Israel retaliate against Iran on or before October 31, 2024?", "strikes-in-retaliation", "israel", "iran", None, "2024-11-01"),
    ("Will the United States bomb Iran in June 2025?", "strikes-in-retaliation", "united-states", "iran", None, "2025-07-01"),
    ("Will the ceasefire between Israel and Hezbollah collapse before 1 March 2025?", "ceasefire-collapses", "israel", "hezbollah", None, "2025-03-01"),
    ("Will the Israel-Hamas truce break down by March 1, 2025?", "ceasefire-collapses", "israel", "hamas", None, "2025-03-02"),
    ("Will Armenia and Azerbaijan's peace deal collapse in Q3 2026?", "ceasefire-collapses", "armenia", "azerbaijan", None, "2026-10-01"),
    ("Will Israel break the ceasefire with Hezbollah before 2025-02-18?", "ceasefire-collapses", "israel", "hezbollah", None, "2025-02-18"),
    ("Will the agreement between Ethiopia and the TPLF fall apart by end of 2025?", "ceasefire-collapses", "ethiopia", "tplf", None, "2026-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "template", "actor", "target", "patron", "deadline"), ROWS)
def test_reads_kind_roles_and_deadline(
    text: str, template: str, actor: str, target: str, patron: str | None, deadline: str
) -> None:
    question = ask(text)
    found = (question.template, question.actor.key, question.target and question.target.key)
    assert found == (template, actor, target)
    assert (question.patron.key if question.patron else None) == patron
    assert question.deadline == date.fromisoformat(deadline)
    assert "{" not in question.criterion
    assert question.actor.name in question.criterion
    assert question.notes


DEADLINES = [
    ("within 30 days", "2022-03-04"),
    ("within three months", "2022-05-02"),
    ("in the next six weeks", "2022-03-16"),
    ("within a year", "2023-02-02"),
    ("before October?", "2022-10-01"),
    ("by 20 January?", "2023-01-21"),
    ("by the end of February?", "2022-03-01"),
    ("before the end of the month?", "2022-03-01"),
    ("next month?", "2022-04-01"),
    ("by the end of the year?", "2023-01-01"),
    ("this year?", "2023-01-01"),
    ("by year-end?", "2023-01-01"),
    ("before 1 July?", "2022-07-01"),
    ("by late 2024?", "2025-01-01"),
    ("in March 2022?", "2022-04-01"),
    ("by July 2022?", "2022-07-01"),
    ("before 2024?", "2024-01-01"),
    ("in the second half of 2023?", "2024-01-01"),
    ("in the last quarter of 2024?", "2025-01-01"),
    ("until 2022-08-15?", "2022-08-15"),
    ("on 5 March 2022?", "2022-03-06"),
    ("during 2024?", "2025-01-01"),
    ("between 2022-03-01 and 2022-03-31?", "2022-04-01"),
    ("before Sept. 3, 2022?", "2022-09-03"),
]


@pytest.mark.parametrize(("words", "expected"), DEADLINES)
def test_deadlines_in_many_forms(words: str, expected: str) -> None:
    found = read_deadline(f"Will Russia invade Ukraine {words}", OPENED, load_role_words().vague)
    assert found.day == date.fromisoformat(expected)
    assert found.note


REFUSED = [
    ("Will Belarus join Russia's war against Ukraine by the summer?", "deadline"),
    ("Will Russia invade Ukraine?", "no deadline"),
    ("Will Russia invade Ukraine soon?", "soon"),
    ("Will Iran strike Israel within 30 days?", "--opened"),
    ("Will Russia invade by 1 March 2022?", "--target"),
    ("Will somebody invade Ukraine before 2023?", "target"),
    ("Will the price of wheat rise before 2023?", "not recognised"),
    ("Will Russia invade Ukraine before 31 February 2023?", "no such day"),
    ("Will the truce between Israel and Hamas hold until 2025-06-01?", "upside down"),
    ("", "empty"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_says_what_is_missing(text: str, says: str) -> None:
    with pytest.raises(QuestionError) as caught:
        ask(text)
    assert says in str(caught.value)
    assert caught.value.remedy


def test_options_win_over_words() -> None:
    question = ask(
        "Will Minsk's troops join the war before 2022-07-01?",
        actor="Belarus",
        target="Ukraine",
        patron="Russia",
        deadline=date(2022, 9, 1),
        criterion="As the desk says.",
    )
    assert question.actor.key == "belarus"
    assert question.target is not None
    assert question.target.adjectives[0] == "Ukrainian"
    assert question.deadline == date(2022, 9, 1)
    assert question.criterion == "As the desk says."


def test_a_party_outside_the_gazetteer_is_taken_by_its_name() -> None:
    question = ask("Will Ruritania invade its neighbour before 2030?", actor="Ruritania", target="Grand Fenwick")
    assert (question.actor.key, question.target.key if question.target else "") == ("ruritania", "grand-fenwick")
    assert any("not in the gazetteer" in note for note in question.notes)


def test_one_party_cannot_hold_two_roles() -> None:
    with pytest.raises(QuestionError, match="same"):
        ask("Will Russia invade Ukraine before 2023?", target="Russia", actor="Russia")


def test_a_deadline_before_the_opening_is_refused() -> None:
    with pytest.raises(QuestionError, match="not after"):
        ask("Will Russia invade Ukraine before 2022-01-01?", opened=OPENED)


def test_the_same_question_has_the_same_id() -> None:
    text = "Will Russia invade Ukraine by 1 March 2022?"
    assert ask(text).id == ask(text).id != ask(text, deadline=date(2023, 1, 1)).id


def test_question_file(tmp_path: Path) -> None:
    path = tmp_path / "q.toml"
    path.write_text(
        'question = "Will Azerbaijan attack Armenia?"\nactor = "Azerbaijan"\ndeadline = 2023-05-01\n'
        '[prior]\nprobability = 0.1\nlow = 0.05\nhigh = 0.2\nreason = "desk"\n'
    )
    overrides = load_question_file(path)
    question = parse_question(overrides.text or "", overrides=overrides, templates=TEMPLATES, gazetteer=GAZETTEER)
    assert (question.deadline, question.prior and question.prior.high) == (date(2023, 5, 1), 0.2)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("acto = 'x'", "unknown entry"),
        ("actor = 3", "not text"),
        ("[prior]\nprobability = 2", "prior"),
        ("= x", "read"),
    ],
)
def test_question_file_mistakes(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "q.toml"
    path.write_text(content)
    with pytest.raises(OptionError, match=says):
        load_question_file(path)


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y"]),
)
def test_any_day_is_read_back(day: date, form: str) -> None:
    assert read_deadline(f"Will X attack Y before {day.strftime(form)}?", None, ()).day == day


def test_months_are_counted_from_the_day_of_asking_where_nothing_else_is_known() -> None:
    asked = ask("Will Rwanda send its army into Burundi within six months?", asked_on=date(2025, 3, 1))
    assert asked.deadline == date(2025, 9, 2)
    assert asked.opened is None


def test_the_other_side_of_a_war_is_filled_in() -> None:
    asked = ask("Will Hezbollah enter the war against Israel in 2024?", opened=date(2023, 11, 1))
    assert asked.patron is not None
    assert asked.patron.key == "hamas"
