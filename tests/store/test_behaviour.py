"""What every store does, whichever kind it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_nouns import STAMP, a_capture, a_claim, a_decision, a_document, a_judgement, a_question

from tocsin.errors import CaseError
from tocsin.model.evidence import DocumentEvidence, Evidence
from tocsin.model.log_entry import first_break
from tocsin.model.refusal import Refusal
from tocsin.store.integrity import problems
from tocsin.store.interface import CaseStore


def test_a_new_case_is_empty(store: CaseStore) -> None:
    assert store.question() is None
    assert (store.documents(), store.decisions(), store.judgements(), store.log()) == ((), (), (), ())


def test_the_question_asked_last_counts(store: CaseStore) -> None:
    store.set_question(a_question(), STAMP)
    store.set_question(a_question("Will Aland leave the war?"), STAMP)
    found = store.question()
    assert found is not None
    assert found.text == "Will Aland leave the war?"
    assert [entry.action for entry in store.log()] == ["question", "question"]


def test_documents_come_back_as_they_went_in_and_in_order(store: CaseStore) -> None:
    names = ("zeta", "alpha", "mid")
    for name in names:
        assert store.add(a_capture(name), a_document(name), STAMP)
    assert store.documents() == tuple(a_document(name) for name in names)


def test_original_bytes_come_back_exactly(store: CaseStore) -> None:
    store.add(a_capture(), a_document(), STAMP)
    assert store.capture(a_document().id) == a_capture()
    assert store.capture("nowhere") is None


def test_adding_the_same_document_twice_changes_nothing(store: CaseStore) -> None:
    assert store.add(a_capture(), a_document(), STAMP)
    before = (store.documents(), store.log())
    assert not store.add(a_capture(), a_document(), STAMP)
    assert (store.documents(), store.log()) == before


def test_verbatim_copies_are_two_documents(store: CaseStore) -> None:
    store.add(a_capture("one"), a_document("one"), STAMP)
    store.add(a_capture("two"), a_document("two"), STAMP)
    first, second = store.documents()
    assert first.text_sha256 == second.text_sha256
    assert first.id != second.id


def test_a_document_captured_again_keeps_both_captures(store: CaseStore) -> None:
    document = a_document()
    store.add(a_capture(), document, STAMP)
    again = replace(a_capture(), captured_at=STAMP.at + timedelta(days=3))
    assert store.recapture(document.id, again, STAMP)
    assert not store.recapture(document.id, again, STAMP)
    assert store.captures(document.id) == (a_capture(), again)
    assert store.capture(document.id) == a_capture()
    assert [entry.subject for entry in store.log()] == [document.id] * 2
    assert problems(store) == ()


def test_the_documents_of_one_page(store: CaseStore) -> None:
    addresses = {
        "one": "https://www.courier.example/a?utm_source=x",
        "two": "http://courier.example/a/",
        "three": None,
    }
    for name, url in addresses.items():
        store.add(a_capture(name), replace(a_document(name), url=url), STAMP)
    assert [document.name for document in store.at_address("courier.example/a")] == ["one", "two"]


def test_refusals_are_kept_by_place(store: CaseStore) -> None:
    store.refuse([Refusal("a", "in/a.pdf", "no text", "scan it"), Refusal("b", "in/b.pdf", "empty", "")], STAMP)
    store.refuse([Refusal("a", "in/a.pdf", "no text again", "scan it")], STAMP)
    store.refuse([], STAMP)
    assert [kept.refusal.reason for kept in store.refusals()] == ["no text again", "empty"]
    assert store.refusals()[0].who == "Ada"


def test_what_is_remembered_may_change(store: CaseStore) -> None:
    assert store.remembered("feed") is None
    store.remember("feed", b"one")
    store.remember("feed", b"two")
    assert store.remembered("feed") == b"two"


def test_claims_come_back_under_their_key_only(store: CaseStore) -> None:
    document = a_document()
    claims = (a_claim(document),)
    assert store.add_read(a_capture(), document, "v1", claims, STAMP)
    assert store.claims(document.id, "v1") == claims
    assert store.claims(document.id, "v2") is None


def test_no_claims_found_differs_from_never_looked(store: CaseStore) -> None:
    store.add_read(a_capture(), a_document(), "v1", (), STAMP)
    assert store.claims(a_document().id, "v1") == ()
    assert store.claims(a_document().id, "v2") is None


def test_claims_kept_under_a_key_stay(store: CaseStore) -> None:
    document = a_document()
    store.add_read(a_capture(), document, "v1", (a_claim(document),), STAMP)
    store.put_claims(document.id, "v1", ())
    assert store.claims(document.id, "v1") == (a_claim(document),)


def test_claims_of_an_unknown_document_are_refused(store: CaseStore) -> None:
    with pytest.raises(CaseError, match="no such document"):
        store.put_claims("nowhere", "v1", ())


def test_outputs_are_kept_by_kind_and_key(store: CaseStore) -> None:
    store.put_output("linkage", "k", b"first")
    store.put_output("linkage", "k", b"second")
    assert store.output("linkage", "k") == b"first"
    assert store.output("evidence", "k") is None


def test_evidence_is_kept_by_document_and_found_where_it_bears(store: CaseStore) -> None:
    names = ("one", "two", "three")
    for name in names:
        store.add_read(a_capture(name), a_document(name), "v1", (a_claim(a_document(name)),), STAMP)
    ids = [a_document(name).id for name in names]
    assert store.unmatched("k") == tuple(ids)

    def telling(name: str, relevant: bool, made_from: str = "v1") -> DocumentEvidence:
        claim = a_claim(a_document(name))
        return DocumentEvidence(
            claim.document_id, made_from, (Evidence(claim.id, relevant, "", (), "neutral", True),)
        )

    store.put_evidence("k", [telling("three", True), telling("one", True), telling("two", False)])
    assert store.unmatched("k") == ()
    assert store.bearing("k") == (telling("one", True), telling("three", True))
    assert store.bearing("other") == ()
    store.put_claims(ids[0], "v2", ())
    assert store.unmatched("k") == (ids[0],)
    store.put_evidence("k", [telling("one", False, "v2")])
    assert (store.unmatched("k"), store.bearing("k")) == ((), (telling("three", True),))


def test_vectors_are_kept_by_model_and_sentence(store: CaseStore) -> None:
    many = {f"s{number}": bytes([number % 256]) * 8 for number in range(1200)}
    store.put_vectors("m1", many)
    store.put_vectors("m1", {"s0": b"other"})
    store.put_vectors("m1", {})
    assert store.vectors("m1", [*many, "unknown"]) == many
    assert store.vectors("m2", ["s0"]) == {}


def test_rulings_are_numbered_in_order_and_logged(store: CaseStore) -> None:
    first = store.decide(a_decision("a:1-2"))
    second = store.decide(a_decision("b:1-2"))
    assert (first.id, second.id) == (1, 2)
    assert store.decisions() == (first, second)
    assert [entry.who for entry in store.log()] == ["Ada", "Ada"]


def test_a_judgement_is_issued_once(store: CaseStore) -> None:
    assert store.issue(a_judgement(), STAMP)
    changed = replace(a_judgement(), notes=("later thoughts",))
    assert not store.issue(changed, STAMP)
    assert store.judgements() == (a_judgement(),)


def test_the_log_is_a_chain(store: CaseStore) -> None:
    store.add(a_capture(), a_document(), STAMP)
    store.decide(a_decision())
    entry = store.record("reveal", "brief", "names shown", STAMP)
    log = store.log()
    assert log[-1] == entry
    assert [each.number for each in log] == [1, 2, 3]
    assert first_break(log) is None


def test_a_changed_or_missing_entry_breaks_the_chain(store: CaseStore) -> None:
    for number in range(3):
        store.record("reveal", f"brief {number}", "names shown", STAMP)
    first, second, third = store.log()
    for forged in (replace(second, detail="x"), replace(second, who="x"), replace(second, subject="x")):
        assert first_break((first, forged, third)) == 2
    assert first_break((first, third)) == 2


def test_a_sound_case_has_no_problems(store: CaseStore) -> None:
    document = a_document()
    store.add_read(a_capture(), document, "v1", (a_claim(document),), STAMP)
    store.decide(a_decision())
    assert problems(store) == ()
