"""Cases that grow: linked by row, judged on what bears, with the answer that everything at once would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from linking_corpora import HashingEmbedder
from plain_extraction import PlainExtraction
from store_nouns import STAMP

from tocsin.assess.questions import parse_question
from tocsin.assess.templates import load_template, load_templates
from tocsin.engine.in_process import InProcess
from tocsin.model.evidence import DocumentEvidence
from tocsin.model.settings import AssessSettings, Settings
from tocsin.pipeline import assessing, bearing
from tocsin.pipeline.adding import Filling, add
from tocsin.pipeline.assessing import Workshop, corpus, corpus_for, linked, study
from tocsin.pipeline.study import Study
from tocsin.registry.linking import open_link_index
from tocsin.store.sqlite import SqliteStore, create_case
from tocsin.text.gazetteer import load_gazetteer

AS_OF = date(2031, 5, 20)
QUESTION = parse_question(
    "Will Eritrea invade Djibouti before 2031-07-01?", templates=load_templates(), gazetteer=load_gazetteer()
)
TEMPLATE = load_template(QUESTION.template)
SETTINGS = Settings(assess=AssessSettings(draws=60))
NEAR = (
    "Eritrean troops massed near the border with Djibouti on 2 May 2031",
    "Eritrea moved tanks towards the border with Djibouti on 5 May 2031",
    "Eritrea denied on 6 May 2031 that its army would attack Djibouti",
    "Eritrea called up reservists on 9 May 2031 for a war with Djibouti",
)
FAR = ("The harvest festival drew a crowd to the market square", "A new cafe opened beside the old library")


def report(number: int) -> str:
    body = NEAR[number % len(NEAR)] if number % 2 else FAR[number // 2 % len(FAR)]
    speaker = ("Ilse Marten", "Tomas Reik", "Nadia Orlo")[number % 3]
    return (
        f"Report {number} of the week\n\n{speaker} said {body}. The reporter heard it at noon in room {number}. "
        f"Nobody else was in the house that day, and the weather was fine.\n"
    )


def fill(store: SqliteStore, folder: Path, numbers: range) -> Workshop:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:02}.txt").write_text(report(number), encoding="utf-8")
    extraction, engine = PlainExtraction(), InProcess()
    add(Filling(store, extraction, engine, STAMP, SETTINGS), [str(folder)])
    return Workshop(store, extraction, engine, HashingEmbedder(), SETTINGS)


@pytest.fixture
def by_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "MANY", 1)


def answered(workshop: Workshop) -> Study:
    return study(workshop, corpus_for(workshop, QUESTION, TEMPLATE), QUESTION, TEMPLATE, AS_OF)


def test_a_case_linked_as_it_grows_is_the_case_linked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = create_case(tmp_path / "grown.tocsin")
    workshop = fill(store, tmp_path / "in", range(6))
    at_once = [linked(workshop, corpus(workshop))]
    workshop = fill(store, tmp_path / "in", range(9))
    at_once.append(linked(workshop, corpus(workshop)))
    store.close()

    monkeypatch.setattr(assessing, "MANY", 1)
    store = create_case(tmp_path / "rows.tocsin")
    workshop = fill(store, tmp_path / "in2", range(6))
    assert linked(workshop, corpus(workshop)) == at_once[0]
    with open_link_index(store) as index:
        before = set(index.keys("linked"))
    workshop = fill(store, tmp_path / "in2", range(9))
    assert linked(workshop, corpus(workshop)) == at_once[1]
    with open_link_index(store) as index:
        assert before < set(index.keys("linked"))
    # Something old that changes begins anew.
    assert linked(
        replace(workshop, settings=replace(SETTINGS, link=replace(SETTINGS.link, same_claim=0.81))), corpus(workshop)
    ).incidents
    store.close()


def test_what_bears_gives_the_answer_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_rows: None
) -> None:
    store = create_case(tmp_path / "case.tocsin")
    workshop = fill(store, tmp_path / "in", range(12))
    whole = answered(workshop)
    monkeypatch.setattr(bearing, "LARGE", 1)
    few = answered(workshop)
    assert 0 < len(few.corpus.documents) < len(whole.corpus.documents)
    assert few.judgement.estimate == whole.judgement.estimate
    assert few.judgement.stages == whole.judgement.stages
    store.close()


def test_one_more_article_is_matched_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_rows: None) -> None:
    monkeypatch.setattr(bearing, "LARGE", 1)
    store = create_case(tmp_path / "case.tocsin")
    workshop = fill(store, tmp_path / "in", range(6))
    answered(workshop)
    workshop = fill(store, tmp_path / "in", range(8))
    seen: list[str] = []
    put = store.put_evidence

    def noting(key: str, given: Sequence[DocumentEvidence]) -> None:
        seen.extend(item.document_id for item in given)
        put(key, given)

    monkeypatch.setattr(store, "put_evidence", noting)
    again = answered(workshop)
    assert len(seen) == 2
    fresh = create_case(tmp_path / "fresh.tocsin")
    assert answered(fill(fresh, tmp_path / "in", range(8))).judgement.estimate == again.judgement.estimate
    fresh.close()
    store.close()
