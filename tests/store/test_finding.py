"""Looking things up in a case, the same in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from store_nouns import STAMP, a_capture, a_decision, a_document, a_question

from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document, Publication
from tocsin.model.finding import ClaimFilter, DocumentFilter
from tocsin.model.interval import Interval, of_day, of_month, of_year
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.store.interface import CaseStore

TEXTS = {
    "one": "Oleksandr Hrytsenko said the convoys had left Orlo. The bridge was closed.",
    "two": "Aleksander Gritsenko denied that a convoy was near the bridges of Orlo.",
    "three": "Ilse Marten expects rain. Nobody closed the “Kastuś Bridge” in Želiv.",
}


def the_document(name: str) -> Document:
    return replace(a_document(name, TEXTS[name]), publisher="The Courier" if name == "one" else "Orlo Echo")


def the_claim(name: str, words: str, **fields: object) -> Claim:
    """A claim on words of a text, by the speaker at its beginning where `side` is given."""
    document, text = the_document(name), TEXTS[name]
    start = text.index(words)
    content = Span(start, start + len(words))
    chain: tuple[Attribution, ...] = ()
    if side := fields.pop("side", ""):
        speaker = " ".join(text.split()[:2])
        chain = (Attribution(Source(speaker, "official", str(side)), Span(0, len(speaker))),)
    made = Claim(claim_id(document.id, content, chain, None), document.id, content, Span(0, len(text)), chain)
    return replace(made, **fields)  # type: ignore[arg-type]


LEFT = the_claim("one", "the convoys had left Orlo", side="aland", kind="event", when=of_day(date(2031, 3, 5)))
CLOSED = the_claim("one", "The bridge was closed", when=of_month(2031, 4))
DENIED = the_claim(
    "two", "a convoy was near the bridges of Orlo", side="borland", stance="denies", said=of_year(2031)
)
RAIN = the_claim("three", "rain", side="aland", kind="forecast", when=Interval(date(2031, 3, 20), None))
NOBODY = the_claim("three", "Nobody closed the “Kastuś Bridge” in Želiv")
CLAIMS = {"one": (LEFT, CLOSED), "two": (DENIED,), "three": (RAIN, NOBODY)}


@pytest.fixture
def full(store: CaseStore) -> CaseStore:
    for name, claims in CLAIMS.items():
        store.add_read(a_capture(name, TEXTS[name]), the_document(name), "v1", claims, STAMP)
    return store


def found(store: CaseStore, **wanted: object) -> list[Claim]:
    return list(store.find_claims(ClaimFilter(**wanted)).items)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("convoy", [DENIED, LEFT]),
        ("CONVOYS", [DENIED, LEFT]),
        ("convoy left", [LEFT]),
        ("convoy closed", []),
        ('"bridge was closed"', [CLOSED]),
        ('"closed bridge"', []),
        ("conv*", [DENIED, LEFT]),
        ("Kastus", [NOBODY]),
        ("Кастусь", [NOBODY]),
        ("zheliv", [NOBODY]),
        ("Hritsenko", [DENIED, LEFT]),
        ("hritsenko", [DENIED, LEFT]),
        ('"hritsenko"', []),
        ("hrytsenko", [LEFT]),
        ("?!", []),
        ("NOT OR AND (", []),
    ],
)
def test_claims_by_words(full: CaseStore, text: str, expected: list[Claim]) -> None:
    assert sorted(claim.id for claim in found(full, text=text)) == sorted(claim.id for claim in expected)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [CLOSED, RAIN, LEFT, DENIED, NOBODY]),
        ({"source": "Hrytsenko"}, [LEFT, DENIED]),
        ({"source": "oleksandr gritsenko"}, [LEFT, DENIED]),
        ({"source": "Marten"}, [RAIN]),
        ({"source": "nobody at all"}, []),
        ({"side": "aland"}, [RAIN, LEFT]),
        ({"stance": "denies"}, [DENIED]),
        ({"kind": "event"}, [LEFT]),
        ({"document": the_document("one").id}, [CLOSED, LEFT]),
        ({"when": of_month(2031, 3)}, [RAIN, LEFT, DENIED]),
        ({"when": of_month(2031, 4)}, [CLOSED, RAIN, DENIED]),
        ({"when": Interval(None, date(2030, 12, 31))}, []),
        ({"when": Interval(date(2031, 4, 30), None)}, [CLOSED, RAIN, DENIED]),
        ({"source": "Hrytsenko", "when": of_month(2031, 3)}, [LEFT, DENIED]),
        ({"source": "Hrytsenko", "when": of_month(2031, 3), "kind": "event"}, [LEFT]),
        ({"text": "convoy", "when": of_month(2031, 3), "side": "aland"}, [LEFT]),
        ({"text": "snow", "side": "aland"}, []),
    ],
)
def test_claims_by_what_is_known_of_them(full: CaseStore, wanted: dict[str, object], expected: list[Claim]) -> None:
    assert found(full, **wanted) == expected


def test_pages_make_up_the_whole(full: CaseStore) -> None:
    whole = full.find_claims(ClaimFilter())
    parts = [full.find_claims(ClaimFilter(), offset=start, limit=2) for start in (0, 2, 4, 6)]
    assert [part.total for part in parts] == [5] * 4
    assert tuple(claim for part in parts for claim in part.items) == whole.items
    assert whole.exact


def test_one_claim_and_one_document_by_their_ids(full: CaseStore) -> None:
    assert full.claim(LEFT.id) == LEFT
    assert full.claim("none") is None
    assert full.document(the_document("two").id) == the_document("two")
    assert full.document("none") is None


def test_documents(full: CaseStore) -> None:
    def names(**wanted: object) -> list[str]:
        page = full.find_documents(DocumentFilter(**wanted))  # type: ignore[arg-type]
        return sorted(document.name for document in page.items)

    assert [document.name for document in full.find_documents(DocumentFilter()).items] == ["three", "two", "one"]
    assert names(text="bridge closed") == ["one", "three"]
    assert names(text="Hritsenko") == ["one", "two"]
    assert names(publisher="Orlo Echo") == ["three", "two"]
    assert names(text="convoy", publisher="Orlo Echo") == ["two"]
    assert names(published=of_month(2031, 4)) == []
    assert names(published=of_year(2032)) == ["one", "three", "two"], "out on some day after 1 May 2031"
    assert full.find_documents(DocumentFilter(), offset=1, limit=1).items == (the_document("two"),)


def test_counts(full: CaseStore) -> None:
    assert full.claim_counts(ClaimFilter(), "side") == {"": 2, "aland": 2, "borland": 1}
    assert full.claim_counts(ClaimFilter(side="aland"), "kind") == {"event": 1, "forecast": 1}
    assert full.claim_counts(ClaimFilter(), "month") == {"": 1, "2031-01": 1, "2031-03": 2, "2031-04": 1}
    assert [(voice.name, voice.claims) for voice in full.voices().items] == [
        ("Aleksander Gritsenko", 1),
        ("Ilse Marten", 1),
        ("Oleksandr Hrytsenko", 1),
    ]
    assert [voice.side for voice in full.voices("Gritsenko").items] == ["borland", "aland"]
    counts = full.counts()
    assert (counts.documents, counts.claims, counts.voices) == (3, 5, 3)


def test_only_claims_in_force_are_found(full: CaseStore) -> None:
    document = the_document("one")
    later = replace(LEFT, stance="warns")
    full.put_claims(document.id, "v2", (later,))
    assert found(full, document=document.id) == [later]
    assert full.claim(CLOSED.id) is None
    assert found(full, text="bridge closed") == [NOBODY]
    assert full.in_force()[document.id] == "v2"
    full.use_claims(replace(document, publication=Publication(of_day(date(2031, 6, 1)), "user")), "v1")
    assert found(full, document=document.id) == [CLOSED, LEFT]
    assert found(full, text='"bridge was closed"') == [CLOSED]
    listed = full.find_documents(DocumentFilter(published=of_month(2031, 7))).items
    assert document not in listed, "it is looked for by the day that it was ruled to be of"


def test_the_revision_grows_with_what_an_answer_rests_on(store: CaseStore) -> None:
    seen = [store.revision()]
    store.set_question(a_question(), STAMP)
    seen.append(store.revision())
    store.add_read(a_capture("one", TEXTS["one"]), the_document("one"), "v1", (), STAMP)
    seen.append(store.revision())
    store.decide(a_decision())
    seen.append(store.revision())
    assert seen == sorted(set(seen))
    store.put_output("linkage", "k", b"")
    store.record("reveal", "brief", "", STAMP)
    assert store.revision() == seen[-1]
