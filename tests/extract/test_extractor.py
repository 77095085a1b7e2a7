"""The extractor as a whole: grounded, ordered, repeatable, and silent about boilerplate and questions."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.model.document import Boilerplate, Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval
from tocsin.model.settings import ExtractSettings
from tocsin.model.span import Span

ARTICLE = """Bridge in Marven closed

MARVEN, 3 June (Orvia Press) – The mayor, Ada Orlo, said on Tuesday that the bridge would stay closed for a week.

“We have found cracks,” Orlo told reporters. “Nobody is in danger. The ferry runs as usual.”

Read also: Ferry prices rise again

According to the road office, 12,000 cars cross the bridge every day.

Will the bridge hold? Orlo said she was sure that it would."""


@cache
def extractor() -> Extractor:
    return load_extractor(ExtractSettings())


def document(text: str, boilerplate: str = "") -> Document:
    digest = text_digest(text)
    start = text.find(boilerplate)
    marked = (Boilerplate(Span(start, start + len(boilerplate)), "read-also"),) if boilerplate else ()
    unknown = Publication(Interval(None, None), "unknown")
    return Document(document_id(digest, "a"), "a", digest, text, digest, unknown, boilerplate=marked)


def shown(text: str, boilerplate: str = "") -> list[tuple[str, str]]:
    claims = extractor().extract(document(text, boilerplate))
    return [(c.chain[-1].source.name if c.chain else "", c.content.text(text)) for c in claims]


def test_an_article() -> None:
    found = shown(ARTICLE, "Read also: Ferry prices rise again")
    assert ("Ada Orlo", "the bridge would stay closed for a week") in found
    assert ("Ada Orlo", "We have found cracks") in found
    assert ("Ada Orlo", "The ferry runs as usual") in found
    assert ("road office", "12,000 cars cross the bridge every day") in found
    assert not any("Ferry prices" in content for _, content in found)
    assert not any("Will the bridge" in content for _, content in found)


def test_the_same_text_gives_the_same_claims() -> None:
    assert extractor().extract(document(ARTICLE)) == extractor().extract(document(ARTICLE))


def test_many_come_in_the_order_of_the_documents() -> None:
    texts = ["The minister said the road was open.", "", "The agency reported that two men were held."]
    results = list(extractor().extract_many(document(text) for text in texts))
    assert [len(claims) for claims in results] == [1, 0, 1]


def test_ids_are_unique() -> None:
    ids = [claim.id for claim in extractor().extract(document(ARTICLE))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vice president Ada Orlo spoke. She said the talks had failed.", "Ada Orlo"),
        ("General Ivo Marsh resigned. Marsh said he was tired.", "Ivo Marsh"),
        ("The defence ministry denied it. The ministry said no ship had sailed.", "defence ministry"),
        ("“I saw the fire,” said Ada Orlo. She called it the worst night of the year.", "Ada Orlo"),
    ],
)
def test_sources_are_resolved(text: str, name: str) -> None:
    claims = [claim for claim in extractor().extract(document(text)) if claim.chain]
    assert claims
    assert claims[-1].chain[-1].source.name == name


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from("aeint said that he.,“”\"'’:—\n Orlo") | st.characters(), max_size=200))
def test_any_text_gives_grounded_claims(text: str) -> None:
    held = document(text)
    for claim in extractor().extract(held):
        assert claim.content.text(text).strip()
        for link in claim.chain:
            assert link.mention.text(text).strip()
