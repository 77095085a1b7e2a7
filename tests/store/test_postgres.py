"""What only a case in PostgreSQL can get wrong."""

from __future__ import annotations

import pytest
from store_nouns import STAMP, a_capture, a_decision, a_document, a_judgement, a_question

from tocsin.errors import CaseError
from tocsin.store import postgres, schema


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://ada@db.example/desk/ruritania", "postgresql://ada@db.example/desk/ruritania"),
        ("postgresql:/ada:pw@db.example:5433/desk/ruritania", "postgresql://ada@db.example:5433/desk/ruritania"),
        ("postgres://db.example/desk/r_1?sslmode=require", "postgresql://db.example/desk/r_1?sslmode=require"),
    ],
)
def test_addresses(text: str, shown: str) -> None:
    assert postgres.is_address(text)
    assert str(postgres.parse_address(text)) == shown


@pytest.mark.parametrize(
    "text",
    ["postgresql://db.example/desk", "postgresql://x:pw@h/desk/Not A Name", "postgresql://h/d/a;b", "file.tocsin"],
)
def test_what_is_no_address_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(CaseError, match="not the address") as caught:
        postgres.parse_address(text)
    assert "pw" not in str(caught.value)


def test_a_missing_case_and_a_missing_server_are_told_apart(postgres_address: str) -> None:
    assert not postgres.exists(postgres_address)
    with pytest.raises(CaseError, match="no such case"):
        postgres.open_case(postgres_address)
    with pytest.raises(CaseError, match="cannot be used"):
        postgres.open_case("postgresql://desk@/postgres/none?host=/nowhere")
    postgres.create_case(postgres_address).close()
    assert postgres.exists(postgres_address)
    with pytest.raises(CaseError, match="already"):
        postgres.create_case(postgres_address)


def test_cases_in_one_database_do_not_see_one_another(pattern: str) -> None:

    one, two = (postgres.create_case(pattern.format(case=name)) for name in ("left", "right"))
    one.set_question(a_question(), STAMP)
    assert two.question() is None
    one.close()
    two.close()


def test_another_format_is_named(postgres_address: str) -> None:
    store = postgres.create_case(postgres_address)
    with store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE counters SET value = {schema.FORMAT + 1} WHERE name = 'format'")
    store.close()
    with pytest.raises(CaseError, match=f"format {schema.FORMAT + 1}"):
        postgres.open_case(postgres_address)


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_what_is_append_only_cannot_be_changed(postgres_address: str, table: str) -> None:
    store = postgres.create_case(postgres_address)
    store.set_question(a_question(), STAMP)
    store.add(a_capture(), a_document(), STAMP)
    store.decide(a_decision())
    store.issue(a_judgement(), STAMP)
    with pytest.raises(CaseError, match="cannot be changed"), store.writing() as connection:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    store.close()
