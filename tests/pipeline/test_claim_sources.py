"""Names in a claims file: who somebody is, told by the words of the cell or by another row."""

from __future__ import annotations

import pytest

from tocsin.model.source import Source
from tocsin.pipeline.claim_sources import SpeakerVocabulary, completed, load_speaker_vocabulary, source_of


@pytest.fixture(scope="module")
def vocabulary() -> SpeakerVocabulary:
    return load_speaker_vocabulary()


@pytest.mark.parametrize(
    ("name", "kind", "side"),
    [
        ("Djibouti's Defence Ministry", "government-body", "djibouti"),
        ("the Eritrean Information Ministry", "government-body", "eritrea"),
        ("Kremlin", "government-body", "russia"),
        ("General Staff of Ukraine", "military", "ukraine"),
        ("US officials", "official", "united-states"),
        ("Jens Stoltenberg", "official", "nato"),
        ("Kenyan opposition leader David Otieno", "opposition", "kenya-opposition"),
        ("former defence minister Paul Anders", "ex-official", "none"),
        ("analyst Peter Halloran", "expert", "none"),
        ("a resident of Obock", "witness", "none"),
        ("Martin Kessler", "private-person", "none"),
        ("satellite images", "document", "none"),
        ("Institute for the Study of War", "think-tank", "none"),
        ("Harbour Post", "media", "none"),
    ],
)
def test_kind_and_side(name: str, kind: str, side: str, vocabulary: SpeakerVocabulary) -> None:
    found = source_of(name, vocabulary)
    assert (found.type, found.side) == (kind, side)


def test_an_unknown_relay_is_an_outlet(vocabulary: SpeakerVocabulary) -> None:
    assert source_of("Zorya Dnes", vocabulary, relay=True).type == "media"
    assert source_of("Zorya Dnes", vocabulary).type == "private-person"


@pytest.mark.parametrize(
    ("name", "others", "kind"),
    [
        ("Kessler", ("Martin Kessler",), "official"),
        ("Martin Kessler", ("Martin Kessler",), "official"),
        ("Kessler", ("Martin Kessler", "Ruth Kessler"), "private-person"),
        ("Anna Kessler", ("Martin Kessler",), "private-person"),
    ],
)
def test_another_row_tells_who_it_is_unless_it_may_be_two(name: str, others: tuple[str, ...], kind: str) -> None:
    known = [Source(other, "official", "borduria") for other in others]
    assert completed(Source(name, "private-person"), known).type == kind
