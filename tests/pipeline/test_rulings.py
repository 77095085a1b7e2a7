"""Rulings find their claim again, win over the machine, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import OptionError
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim, claim_id
from tocsin.model.decision import Decision, Ruling, Subject
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.evidence import Evidence
from tocsin.model.interval import Interval, of_day
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.pipeline.ruled_claims import parse_target
from tocsin.pipeline.ruled_values import FIELDS, check_ruling, evidence_with
from tocsin.pipeline.rulings import claim_target, effective, on_claims, on_document, without_claim

TEXT = "Ilse Marten said the ferry to Orlo was cancelled. Tomas Reik said it would sail again on Friday."
AT = datetime(2031, 5, 2, tzinfo=UTC)


def document(name: str = "one", text: str = TEXT) -> Document:
    return Document(name, name, "0" * 64, text, text_digest(text), Publication(Interval(None, None), "unknown"))


def claim(of: Document, start: int, end: int) -> Claim:
    chain = (Attribution(Source("Ilse Marten", "official", "orlo"), Span(0, 11), Span(12, 16)),)
    content = Span(start, end)
    return Claim(claim_id(of.id, content, chain, None), of.id, content, Span(0, 49), chain)


def decision(
    target: str,
    ruling: Ruling = "reject",
    subject: Subject = "claim",
    field: str = "",
    value: str = "",
    number: int = 1,
) -> Decision:
    return Decision(number, subject, target, ruling, field, value, "Ada", "because", AT)


def test_a_ruling_reaches_every_verbatim_copy() -> None:
    one, two, other = document("one"), document("two"), document("three", TEXT + " More.")
    claims = (claim(one, 17, 48), claim(two, 17, 48), claim(other, 17, 48))
    left = on_claims((one, two, other), claims, (decision(claim_target(one, claims[0])),))
    assert left == (claims[2],)


def test_a_ruling_outlives_a_span_cut_differently() -> None:
    one = document()
    old, new = claim(one, 17, 48), claim(one, 21, 48)
    assert old.id != new.id
    ruling = decision(claim_target(one, old), "set", field="certainty", value="possible")
    assert on_claims((one,), (new, claim(one, 66, 96)), (ruling,))[0].certainty == "possible"
    assert without_claim((one,), (new,), (ruling,)) == ()
    assert without_claim((one,), (claim(one, 66, 96),), (ruling,)) == (ruling,)


def test_the_last_ruling_wins() -> None:
    one = document()
    target = claim_target(one, claim(one, 17, 48))
    rulings = (decision(target, "reject"), decision(target, "accept", number=2))
    assert len(on_claims((one,), (claim(one, 17, 48),), rulings)) == 1
    assert on_claims((one,), (claim(one, 17, 48),), rulings[:1]) == ()


def test_what_is_undone_is_not_in_force() -> None:
    first, second = decision("a:1-2"), decision("b:1-2", number=2)
    undoing = decision("1", "undo", number=3)
    assert effective((first, second, undoing)) == (second,)


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        ("stance", "denies", lambda c: c.stance),
        ("polarity", "-", lambda c: c.polarity),
        ("kind", "forecast", lambda c: c.kind),
        ("when", "2031-05-02", lambda c: c.when.iso()),
        ("origin", "Tomas Reik", lambda c: c.origin.name),
        ("origin-type", "witness", lambda c: c.origin.type),
        ("origin-side", "none", lambda c: c.origin.side),
    ],
)
def test_fields_are_set(field: str, value: str, seen: object) -> None:
    one = document()
    found = claim(one, 17, 48)
    ruling = decision(claim_target(one, found), "set", field=field, value=value)
    check_ruling(ruling)
    assert callable(seen)
    assert seen(on_claims((one,), (found,), (ruling,))[0]) == value
    assert found == claim(one, 17, 48), "the stored claim is never edited"


def test_evidence_is_ruled_on() -> None:
    evidence = Evidence("c", False, "off the question", (), "neutral", True)
    assert evidence_with(evidence, "direction", "toward").direction == "toward"
    assert evidence_with(evidence, "relevant", "yes").relevant
    matches = evidence_with(evidence, "indicators", "force.alert, -force.crossing, ~leader.denial").matches
    assert [(match.indicator, match.lit) for match in matches] == [
        ("force.alert", 1),
        ("force.crossing", -1),
        ("leader.denial", 0),
    ]
    assert evidence_with(evidence, "stance", "denies") == evidence


def test_documents_are_ruled_on() -> None:
    one = document()
    dated = on_document(one, (decision("one", "set", "document", "published", "2031-05-02"),))
    assert dated is not None
    assert dated.publication.interval == of_day(date(2031, 5, 2))
    assert dated.publication.basis == "user"
    assert on_document(one, (decision("one", "reject", "document"),)) is None
    assert on_document(one, (decision("two", "reject", "document"),)) == one


@pytest.mark.parametrize(
    ("subject", "ruling", "field", "value"),
    [
        ("claim", "set", "stance", "hopes"),
        ("claim", "set", "colour", "red"),
        ("claim", "set", "when", "next week"),
        ("claim", "same", "", ""),
        ("document", "set", "published", ""),
        ("document", "set", "text", "x"),
        ("source", "set", "grade", "G"),
        ("source", "set", "reliability", "2"),
        ("number", "set", "", "0.5"),
        ("question", "set", "", ""),
    ],
)
def test_rulings_that_make_no_sense_are_refused(subject: Subject, ruling: Ruling, field: str, value: str) -> None:
    with pytest.raises(OptionError) as caught:
        check_ruling(decision("x:1-2", ruling, subject, field, value))
    assert caught.value.remedy


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_names_of_claims_read_back(start: int, length: int) -> None:
    one, span = document(), Span(start, start + length)
    target = claim_target(one, replace(claim(one, 17, 48), content=span))
    assert parse_target(target) == (one.text_sha256, span)


@pytest.mark.parametrize("target", ["", "abc", "abc:1", "abc:2-1", "abc:x-y", ":1-2"])
def test_other_names_are_refused(target: str) -> None:
    with pytest.raises(OptionError):
        parse_target(target)


def test_every_field_that_can_be_set_has_a_check() -> None:
    assert all(callable(check) for fields in FIELDS.values() for check in fields.values())
