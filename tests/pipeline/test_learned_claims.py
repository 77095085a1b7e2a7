"""What a case's rulings teach: rows gathered, kept as JSON, laid over claims, and overruled by rulings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from plain_extraction import PlainExtraction

from tocsin.errors import CaseError, InputError
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval
from tocsin.pipeline.correction_rows import correction_rows
from tocsin.pipeline.learned_claims import (
    corrections,
    indicator_rulings,
    last_learned,
    speakers,
    train,
    with_learned,
)
from tocsin.pipeline.rulings import claim_target
from tocsin.pipeline.study import Corpus
from tocsin.store.memory import MemoryStore

NOW = datetime(2031, 5, 2, tzinfo=UTC)


def document(number: int) -> Document:
    text = " ".join(f"Ada Orlo said the pier {n} is open. Ada Orlo said storm {n} will pass." for n in range(5))
    text = f"Report {number}. {text}"
    digest = text_digest(text)
    return Document(document_id(digest, "a"), "a", digest, text, digest, Publication(Interval(None, None), "unknown"))


def corpus(articles: int, ruled: int) -> Corpus:
    """A corpus in which claims of storms were rejected and all others accepted, in the first articles."""
    documents = tuple(document(number) for number in range(articles))
    claims = tuple(claim for found in PlainExtraction()(documents) for claim in found.claims)
    texts = {each.id: each for each in documents}
    decisions: list[Decision] = []
    for claim in claims:
        held = texts[claim.document_id]
        if documents.index(held) < ruled:
            ruling = "reject" if "storm" in claim.content.text(held.text) else "accept"
            decisions.append(decision(len(decisions) + 1, held, claim, ruling))
    return Corpus(documents, claims, claims, tuple(decisions))


def decision(number: int, held: Document, claim: Claim, ruling: str, field: str = "", value: str = "") -> Decision:
    target = claim_target(held, claim)
    return Decision(number, "claim", target, ruling, field, value, "ana", "why", NOW)  # type: ignore[arg-type]


def test_rulings_become_rows() -> None:
    rows = corrections(corpus(2, 1))
    assert [row.accepted for row in rows].count(False) == 5
    assert {row.article for row in rows} == {document(0).text_sha256}


def test_what_was_learned_is_kept_and_used() -> None:
    given, store = corpus(8, 6), MemoryStore()
    train(store, given)
    learned = last_learned(store)
    changed, left_out = with_learned(given, learned)
    assert left_out == 10
    texts = {each.id: each.text for each in given.documents}
    new = [claim for claim in changed.claims if claim.document_id in {d.id for d in given.documents[6:]}]
    assert not any("storm" in claim.content.text(texts[claim.document_id]) for claim in new)


def test_a_ruling_wins_over_what_was_learned() -> None:
    given, store = corpus(8, 6), MemoryStore()
    train(store, given)
    held = given.documents[7]
    storm = next(c for c in given.claims if c.document_id == held.id and "storm" in c.content.text(held.text))
    accepted = replace(given, decisions=(*given.decisions, decision(999, held, storm, "accept")))
    assert storm.id in {claim.id for claim in with_learned(accepted, last_learned(store))[0].claims}


def test_too_few_rulings_keep_nothing() -> None:
    store = MemoryStore()
    with pytest.raises(InputError):
        train(store, corpus(2, 1))
    with pytest.raises(CaseError, match="nothing was learned"):
        last_learned(store)


def test_the_last_learned_counts() -> None:
    store = MemoryStore()
    train(store, corpus(6, 5))
    train(store, corpus(8, 8))
    assert last_learned(store).rows == len(corrections(corpus(8, 8)))


def test_speakers_are_learned_where_rulings_agree() -> None:
    given = corpus(1, 0)
    held = given.documents[0]
    attributed = [claim for claim in given.claims if claim.chain][:2]
    rulings = tuple(
        decision(n, held, claim, "set", "origin", "Ada B. Orlo") for n, claim in enumerate(attributed, start=1)
    )
    assert speakers(replace(given, decisions=rulings)) == {"ada orlo": "Ada B. Orlo"}
    assert speakers(replace(given, decisions=rulings[:1])) == {}


def test_rulings_on_indicators_accept_and_reject() -> None:
    given = corpus(1, 0)
    held, claim = given.documents[0], given.claims[1]
    ruled = replace(given, decisions=(decision(1, held, claim, "set", "indicators", "law.penalty, -will.refusal"),))
    rows = indicator_rulings(ruled, {claim.id: ("will.refusal", "force.alert")})
    assert {row.indicator: row.accepted for row in rows} == {
        "force.alert": False,
        "law.penalty": True,
        "will.refusal": True,
    }


def test_rows_tell_what_was_extracted_and_ruled() -> None:
    given = corpus(1, 0)
    held, claim = given.documents[0], next(claim for claim in given.claims if claim.chain)
    (row,) = correction_rows(replace(given, decisions=(decision(1, held, claim, "set", "kind", "event"),)))
    assert (row["field"], row["extracted"], row["ruled"], row["source"]) == ("kind", "state", "event", "Ada Orlo")
    assert held.text[int(str(row["start"])) : int(str(row["end"]))] == row["content"]
