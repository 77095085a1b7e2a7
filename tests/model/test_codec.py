"""Nouns survive JSON, and equal nouns give equal bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import TocsinError
from tocsin.model import codec
from tocsin.model.attribution import Attribution
from tocsin.model.capture import Capture, capture
from tocsin.model.claim import Claim, claim_id
from tocsin.model.interval import Interval
from tocsin.model.log_entry import LogEntry, first_break, sealed
from tocsin.model.quantity import Quantity
from tocsin.model.source import Source
from tocsin.model.span import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 500))
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
INTERVALS = st.builds(lambda a, b: Interval(min(a, b), max(a, b)), DAYS, DAYS)
SOURCES = st.builds(Source, st.text(max_size=20), st.sampled_from(["official", "witness", "media"]))
LINKS = st.builds(Attribution, SOURCES, SPANS, st.none() | SPANS)
NUMBERS = st.builds(
    Quantity,
    SPANS,
    st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.floats(0, 1e9),
    st.text(max_size=9),
    st.sampled_from(["exact", "about", "at-least"]),
)
CLAIMS = st.builds(
    Claim,
    st.just("d-1"),
    st.just("d"),
    SPANS,
    SPANS,
    chain=st.lists(LINKS, max_size=3).map(tuple),
    cue=st.none() | SPANS,
    when=st.none() | INTERVALS,
    numbers=st.lists(NUMBERS, max_size=2).map(tuple),
)


@given(CLAIMS)
def test_a_claim_survives(claim: Claim) -> None:
    data = codec.encode(claim)
    assert codec.decode(data, Claim) == claim
    assert codec.encode(codec.decode(data, Claim)) == data
    assert codec.convert(codec.to_plain(claim), Claim) == claim


@given(CLAIMS, CLAIMS)
def test_digests_tell_nouns_apart(first: Claim, second: Claim) -> None:
    assert (codec.digest(first) == codec.digest(second)) == (codec.encode(first) == codec.encode(second))


def test_parts_of_a_digest_do_not_run_together() -> None:
    assert codec.digest("ab", "c") != codec.digest("a", "bc")


@given(st.binary(max_size=200))
def test_a_capture_survives(content: bytes) -> None:
    made = capture("name", content, "file", "a/name", datetime(2031, 5, 2, tzinfo=UTC))
    assert codec.decode(codec.encode(made), Capture) == made


@given(SPANS, st.lists(LINKS, max_size=2).map(tuple))
def test_claim_ids_do_not_change(span: Span, chain: tuple[Attribution, ...]) -> None:
    assert claim_id("d", span, chain, None) == claim_id("d", span, chain, None)
    assert claim_id("d", span, chain, None) != claim_id("e", span, chain, None)


@given(st.lists(st.text(max_size=9), min_size=2, max_size=6), st.data())
def test_any_entry_taken_out_or_swapped_breaks_the_chain(details: list[str], data: st.DataObject) -> None:
    entries: list[LogEntry] = []
    for number, detail in enumerate(details, start=1):
        previous = entries[-1].digest if entries else ""
        at = datetime(2031, 5, number, tzinfo=UTC)
        entries.append(sealed(LogEntry(number, "reveal", "brief", detail, "Ada", at, previous)))
    assert first_break(tuple(entries)) is None
    gone = data.draw(st.integers(0, len(entries) - 2))
    assert first_break((*entries[:gone], *entries[gone + 1 :])) == gone + 1


@pytest.mark.parametrize("kind", [TocsinError, *TocsinError.__subclasses__()])
def test_errors_survive_the_way_home_from_a_worker(kind: type[TocsinError]) -> None:
    import pickle

    error = kind("it is so", value="x", place="here", remedy="do that")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error) == "here: it is so (x) — do that"
