"""A case that takes no writing: everything can be read, nothing of the record changed, no file left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from store_nouns import STAMP, a_capture, a_claim, a_decision, a_document, a_judgement, a_question

from tocsin.errors import CaseError
from tocsin.store.interface import CaseStore
from tocsin.store.read_only import open_read_only
from tocsin.store.sqlite import create_case

REFUSED: tuple[tuple[str, Callable[[CaseStore], object]], ...] = (
    ("set_question", lambda store: store.set_question(a_question(), STAMP)),
    ("add", lambda store: store.add(a_capture(), a_document(), STAMP)),
    ("add_read", lambda store: store.add_read(a_capture(), a_document(), "v2", (), STAMP)),
    ("decide", lambda store: store.decide(a_decision())),
    ("record", lambda store: store.record("reveal", "brief", "", STAMP)),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.tocsin"
    store = create_case(path)
    store.set_question(a_question(), STAMP)
    document = a_document()
    store.add_read(a_capture(), document, "v1", (a_claim(document),), STAMP)
    store.close()
    return path


def test_everything_is_read_and_the_file_stays_as_it_is(case: Path) -> None:
    before = case.read_bytes()
    store = open_read_only(case)
    assert store.question() == a_question()
    assert store.documents() == (a_document(),)
    assert store.claims(a_document().id, "v1") == (a_claim(a_document()),)
    store.put_output("judgement", "k", b"{}")
    assert store.output("judgement", "k") == b"{}"
    assert store.issue(a_judgement(), STAMP) is False
    store.close()
    assert case.read_bytes() == before
    assert [path.name for path in case.parent.iterdir()] == ["case.tocsin"]


@pytest.mark.parametrize("change", [change for _, change in REFUSED], ids=[name for name, _ in REFUSED])
def test_a_change_of_the_record_is_refused(case: Path, change: Callable[[CaseStore], object]) -> None:
    store = open_read_only(case)
    with pytest.raises(CaseError, match="only be read"):
        change(store)
    store.close()


def test_what_a_writer_has_not_yet_moved_into_the_file_is_read_too(case: Path) -> None:
    writer = create_case(case.with_name("other.tocsin"))
    writer.set_question(a_question(), STAMP)
    store = open_read_only(case.with_name("other.tocsin"))
    assert store.question() == a_question()
    store.close()
    writer.close()


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.tocsin"
    other.write_text("shopping list")
    with pytest.raises(CaseError, match="not a case"):
        open_read_only(other)
