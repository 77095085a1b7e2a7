"""Names that others build on: changing one is a decision, not an accident."""

from __future__ import annotations

from dataclasses import fields

from tocsin import errors
from tocsin.cli.exit_codes import MEANINGS, code_of
from tocsin.cli.main import COMMANDS
from tocsin.cli.request import Request
from tocsin.cli.wiring import KNOBS
from tocsin.store.schema import APPLICATION_ID, METADATA


def test_commands() -> None:
    assert " ".join(name for name, _ in COMMANDS) == (
        "brief ask add follow watch documents versions claims links sources incidents conflicts indicators explain "
        "replay judge resolve score decide aliases corrections train log export doctor backup move serve user"
    )


def test_errors_and_their_exit_codes() -> None:
    tree = {kind.__name__: code_of(kind("x")) for kind in vars(errors).values() if isinstance(kind, type)}
    assert tree == {
        "TocsinError": 70,
        "InputError": 2,
        "ReadError": 2,
        "FetchError": 2,
        "QuestionError": 2,
        "OptionError": 2,
        "VocabularyError": 4,
        "GroundingError": 2,
        "CaseError": 3,
        "EngineError": 70,
        "ModelError": 4,
    }
    assert set(tree.values()) <= set(MEANINGS)


def test_every_shared_option_reaches_the_request() -> None:
    assert set(KNOBS) == {each.name for each in fields(Request)}


def test_the_tables_of_a_case() -> None:
    assert sorted(METADATA.tables) == [
        "claims",
        "counters",
        "decisions",
        "documents",
        "evidence",
        "extractions",
        "judgements",
        "link_members",
        "link_rows",
        "log",
        "originals",
        "outputs",
        "questions",
        "recaptures",
        "refusals",
        "remembered",
        "vectors",
        "voices",
    ]
    assert APPLICATION_ID.to_bytes(4, "big") == b"tocs"
