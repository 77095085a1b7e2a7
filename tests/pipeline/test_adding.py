"""Filling a case: order, idempotence, refusals, dates, lost workers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from plain_extraction import PlainExtraction
from reports import report, write_reports

from tocsin.engine.in_process import InProcess
from tocsin.engine.interface import Engine
from tocsin.engine.processes import Processes
from tocsin.model.interval import of_day
from tocsin.model.settings import EngineSettings, Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.adding import Filling, add, date_known
from tocsin.pipeline.extracting import extraction_key
from tocsin.read.dates import DateHints, parse_date_option
from tocsin.store.interface import CaseStore
from tocsin.store.memory import MemoryStore
from tocsin.store.sqlite import create_case

STAMP = Stamp("Ada", datetime(2031, 5, 2, 9, 30, tzinfo=UTC))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    made: CaseStore = MemoryStore() if request.param == "memory" else create_case(tmp_path / "case.tocsin")
    yield made
    made.close()


def filling(
    store: CaseStore,
    extraction: PlainExtraction | None = None,
    engine: Engine | None = None,
    dates: DateHints | None = None,
) -> Filling:
    settings = Settings(engine=EngineSettings(batch_documents=2))
    return Filling(
        store, extraction or PlainExtraction(), engine or InProcess(), STAMP, settings, dates or DateHints()
    )


def test_documents_go_in_with_their_claims_in_the_order_given(store: CaseStore, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 5)
    added = add(filling(store), [str(folder)])
    assert [document.name for document in added.new] == ["00", "01", "02", "03", "04"]
    assert store.documents() == tuple(added.new)
    for document in store.documents():
        claims = store.claims(document.id, extraction_key(document, "plain-1"))
        assert claims
        assert all(claim.document_id == document.id for claim in claims)
        capture = store.capture(document.id)
        assert capture is not None
        assert capture.content == (folder / f"{document.name}.txt").read_bytes()


def test_adding_the_same_files_twice_changes_nothing(store: CaseStore, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 3)
    add(filling(store), [str(folder)])
    before = (store.documents(), store.log())
    again = add(filling(store), [str(folder), str(folder / "00.txt")])
    assert (len(again.new), len(again.known), again.claims) == (0, 3, 0)
    assert (store.documents(), store.log()) == before


def test_a_newer_extractor_works_over_what_is_there(store: CaseStore, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    add(filling(store), [str(folder)])
    again = add(filling(store, PlainExtraction("plain-2")), [str(folder)])
    assert len(again.known) == 2
    assert again.claims > 0
    document = store.documents()[0]
    assert store.claims(document.id, extraction_key(document, "plain-1"))
    assert store.claims(document.id, extraction_key(document, "plain-2"))


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(store: CaseStore, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    (folder / "01a.txt").write_bytes(b"")
    (folder / "01b.txt").write_bytes(bytes(range(256)) * 40)
    added = add(filling(store), [str(folder), str(tmp_path / "nowhere.txt")])
    assert [document.name for document in added.new] == ["00", "01"]
    assert {refusal.name for refusal in added.refused} == {"01a.txt", "01b.txt", "nowhere.txt"}
    assert len(store.documents()) == 2


def test_a_text_on_which_extraction_fails_costs_only_its_claims(store: CaseStore, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 4)
    added = add(filling(store, PlainExtraction(trouble="railway")), [str(folder)])
    assert len(store.documents()) == 4
    assert [refusal.name for refusal in added.refused] == ["02"]
    assert "trouble was met" in added.refused[0].reason
    mended = add(filling(store), [str(folder)])
    assert (len(mended.new), len(mended.known), len(mended.refused)) == (0, 4, 0)
    assert mended.claims > 0


def test_a_text_that_kills_its_worker_costs_only_its_claims(tmp_path: Path) -> None:
    store, engine = MemoryStore(), Processes(2)
    folder = write_reports(tmp_path / "reports", 6)
    added = add(filling(store, PlainExtraction(poison="railway"), engine), [str(folder)])
    engine.close()
    assert sorted(document.name for document in store.documents()) == ["00", "01", "02", "03", "04", "05"]
    assert [refusal.name for refusal in added.refused] == ["02"]
    held = [d.name for d in store.documents() if store.claims(d.id, extraction_key(d, "plain-1"))]
    assert held == ["00", "01", "03", "04", "05"]


def test_a_date_given_is_kept_as_a_ruling_and_only_once(store: CaseStore, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    dates = parse_date_option("01.txt=2031-05-01")
    add(filling(store, dates=dates), [str(folder)])
    add(filling(store, dates=dates), [str(folder)])
    decision = store.decisions()[0]
    assert len(store.decisions()) == 1
    assert (decision.subject, decision.field, decision.value) == ("document", "published", "2031-05-01")
    assert decision.author == "Ada"


def test_dates_can_be_given_afterwards(store: CaseStore, tmp_path: Path) -> None:
    add(filling(store), [str(write_reports(tmp_path / "reports", 2))])
    dates = parse_date_option("00=2031-05-01").merged(parse_date_option("00=2031-05-02"))
    assert [document.name for document in date_known(filling(store, dates=dates))] == ["00"]
    assert store.decisions()[0].value == of_day(date(2031, 5, 2)).iso()


def test_standard_input_and_records_are_read(store: CaseStore, tmp_path: Path) -> None:
    records = tmp_path / "feed.jsonl"
    rows = ({"id": "a", "text": report(1), "published": "2031-05-01"}, {"id": "b"})
    records.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    added = add(filling(store), [str(records)])
    assert [document.name for document in added.new] == ["a"]
    assert len(added.refused) == 1
