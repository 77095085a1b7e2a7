"""Growth: a case that grows in any portions and order is linked exactly as if all had come at once."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_corpora import HashingEmbedder, load_scenarios

from tocsin.errors import CaseError
from tocsin.link import blocking, cells, growing_claims, reuse
from tocsin.link.growing import grow, outdated
from tocsin.link.kinds import GROUPS, KINDS
from tocsin.link.linking import link
from tocsin.link.memory_index import MemoryIndex
from tocsin.link.viewing import view
from tocsin.model.claim import Claim
from tocsin.model.codec import decode, encode
from tocsin.model.decision import Decision
from tocsin.model.document import Document, text_digest
from tocsin.model.entity import Entity
from tocsin.model.linkage import Linkage
from tocsin.model.settings import LinkSettings

SCENARIOS = load_scenarios()
DAY = datetime(2024, 1, 1)


class CodedIndex(MemoryIndex):
    """An index that keeps its rows as a store would: as bytes."""

    def put(self, kind: str, rows: Mapping[str, Any]) -> None:
        super().put(kind, {key: encode(value) for key, value in rows.items()})

    def get(self, kind: str, keys: Collection[str]) -> dict[str, Any]:
        return {key: decode(value, KINDS[kind]) for key, value in super().get(kind, keys).items()}


ENTRIES = st.lists(
    st.tuples(st.text("ab", max_size=2), st.text("abc", max_size=1), st.sampled_from("xyz")), max_size=12
)


def case(seed: int, copies: int) -> tuple[list[Document], list[Claim]]:
    """All scenarios as one case, with further articles that take over some of their sentences on other days."""
    source = random.Random(seed)
    documents = [replace(d, id=f"{n}{d.id}") for n, s in enumerate(SCENARIOS) for d in s.documents]
    claims = [
        replace(c, id=f"{n}{c.id}", document_id=f"{n}{c.document_id}")
        for n, s in enumerate(SCENARIOS)
        for c in s.claims
    ]
    own = list(documents)
    for number in range(copies):
        chosen = source.choice(own)
        copy = replace(chosen, id=f"x{number}{chosen.id}", url=source.choice([None, "https://news.example/one"]))
        documents.append(copy)
        claims += [
            replace(c, id=f"x{number}{c.id}", document_id=copy.id)
            for c in claims
            if c.document_id == chosen.id and source.random() < 0.7
        ]
    return documents, claims


def grown(
    portions: Sequence[Sequence[Document]],
    claims: Sequence[Claim],
    decisions: Sequence[Decision] = (),
    same_claim: float = 0.8,
) -> Linkage:
    index = MemoryIndex()
    for portion in portions:
        ids = {document.id for document in portion}
        mine = [claim for claim in claims if claim.document_id in ids]
        grow(index, portion, mine, decisions, HashingEmbedder(), LinkSettings(same_claim=same_claim))
    return view(index)


def portions(documents: Sequence[Document], cuts: Sequence[int], seed: int) -> list[list[Document]]:
    shuffled = list(documents)
    random.Random(seed).shuffle(shuffled)
    places = sorted({0, len(shuffled), *(cut % len(shuffled) for cut in cuts)})
    return [shuffled[a:b] for a, b in itertools.pairwise(places)]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and limits so small that a handful of articles passes them all."""
    monkeypatch.setattr(growing_claims, "SAME_WINDOW", 2)
    monkeypatch.setattr(growing_claims, "CONFLICT_WINDOW", 2)
    monkeypatch.setattr(cells, "WHOLE", 2)
    monkeypatch.setattr(reuse, "CROWD", 2)
    monkeypatch.setattr("tocsin.link.growing_documents.CROWD", 2)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 99), st.lists(st.integers(1, 40), max_size=6))
def test_any_order_and_portions_give_the_same_linkage(seed: int, cuts: list[int]) -> None:
    documents, claims = case(seed % 3, 6)
    whole = link(documents, claims, (), HashingEmbedder(), LinkSettings())
    assert encode(grown(portions(documents, cuts, seed), claims)) == encode(whole)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seed", range(4))
def test_the_same_where_groups_are_crowded_and_components_large(seed: int) -> None:
    documents, claims = case(seed, 10)
    whole = grown([documents], claims, (), 0.01)
    for cuts in ([5, 11, 17], list(range(1, 40, 3))):
        assert encode(grown(portions(documents, cuts, seed), claims, (), 0.01)) == encode(whole)


def test_rulings_hold_in_any_order() -> None:
    documents, claims = case(1, 4)
    by_id = {document.id: document for document in documents}

    def stretch(claim: Claim, shift: int) -> str:
        document = by_id[claim.document_id]
        return f"{document.text_sha256}:{claim.content.start + shift}-{claim.content.end}"

    first, second = (next(c for c in claims if c.id == key) for key in ("0c1", "1b1"))
    rows = [
        Decision(
            1, "link", f"{stretch(first, 2)}~{stretch(second, 0)}", "same", "", "", "x", "", datetime(2024, 1, 1)
        ),
        Decision(2, "entity", "Tehran", "same", "", "Iran", "x", "", DAY),
    ]
    whole = grown([documents], claims, rows)
    assert any({"0c1", "1b1"} <= set(incident.claim_ids) for incident in whole.incidents)
    assert encode(grown(portions(documents, [3, 9, 20], 5), claims, rows)) == encode(whole)


def test_rows_can_be_written_down_and_read_back() -> None:
    documents, claims = case(2, 5)
    whole = grown([documents], claims)
    index = CodedIndex()
    for portion in portions(documents, [6, 12], 3):
        ids = {document.id for document in portion}
        grow(index, portion, [c for c in claims if c.document_id in ids], (), HashingEmbedder(), LinkSettings())
    assert encode(view(index)) == encode(whole)
    assert set(index.rows) <= set(KINDS)
    assert {kind for kind, _ in index.groups} <= set(GROUPS)


def test_other_decisions_and_known_documents_call_for_a_new_index() -> None:
    documents, claims = case(0, 0)
    index = MemoryIndex()
    grow(index, documents[:3], claims, (), HashingEmbedder(), LinkSettings())
    ruling = Decision(1, "entity", "Iran", "different", "", "Tehran", "x", "", DAY)
    assert outdated(index, (ruling,))
    assert not outdated(index, ())
    for more, decisions in ((documents[3:], (ruling,)), (documents[:1], ())):
        with pytest.raises(CaseError):
            grow(index, more, claims, decisions, HashingEmbedder(), LinkSettings())


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 99))
def test_an_entity_once_shown_is_found_by_its_id_for_good(seed: int) -> None:
    documents, claims = case(seed % 3, 3)
    index = MemoryIndex()
    shown: dict[str, Entity] = {}
    for portion in portions(documents, [4, 9, 14, 20], seed):
        ids = {document.id for document in portion}
        mine = [claim for claim in claims if claim.document_id in ids]
        grow(index, portion, mine, (), HashingEmbedder(), LinkSettings())
        now = {handle: entity for entity in view(index).entities for handle in entity.handles}
        for key, entity in shown.items():
            assert set(entity.variants) & set(now[key].variants)
        shown |= {entity.id: entity for entity in now.values()}


@given(
    st.lists(st.tuples(st.text("ab", max_size=2), st.text("abc", max_size=1), st.sampled_from("xyz")), max_size=12)
)
def test_groups_of_an_index_are_in_order(entries: list[tuple[str, str, str]]) -> None:
    index = MemoryIndex()
    index.enter("k", entries)
    index.enter("k", entries)
    for group in {group for group, _, _ in entries}:
        held = sorted({(order, member) for g, order, member in entries if g == group})
        assert index.members("k", group) == [member for _, member in held]
        for at, entry in enumerate(held):
            before, after = index.around("k", group, entry, 2)
            assert before == [member for _, member in reversed(held[max(0, at - 2) : at])]
            assert after == [member for _, member in held[at + 1 : at + 3]]
    index.leave("k", entries)
    assert all(not index.members("k", group) for group, _, _ in entries)


def test_windows_are_wide_enough_for_small_cases() -> None:
    assert min(blocking.SAME_WINDOW, blocking.CONFLICT_WINDOW) >= 20


def test_a_page_updated_in_between_is_a_version_in_the_chain() -> None:
    def page(key: str) -> Document:
        text = f"The road near the village was closed again, says report {key}."
        found = next(d for s in SCENARIOS for d in s.documents)
        return replace(
            found,
            id=key,
            text=text,
            text_sha256=text_digest(text),
            url="https://news.example/a",
        )

    pages = [page(key) for key in ("a", "b", "c")]
    for order in itertools.permutations(pages):
        linkage = grown([[document] for document in order], ())
        assert [(x.a, x.b) for x in linkage.links] == [("b", "a"), ("c", "b")]
