"""Transcripts and interviews: speakers by their labels, and attributions that word order shows."""

from __future__ import annotations

import pytest

from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.model.capture import capture
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.settings import ExtractSettings, ReadSettings
from tocsin.read.reading import read


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor(ExtractSettings())


FILLER = "The harbour lies on the north side of the island and is used by fishermen and by the ferry to the town.\n"


def article(text: str) -> Document:
    text += f"\n{FILLER}"
    return read(capture("article.txt", text.encode(), "file", "article.txt", None), ReadSettings())


def claims(extractor: Extractor, text: str) -> dict[str, Claim]:
    document = article(text)
    return {document.text[c.content.start : c.content.end]: c for c in extractor.extract(document)}


def speaker(claim: Claim) -> str:
    return claim.chain[-1].source.name if claim.chain else ""


DEBATE = """Fisheries Debate

Mr Anton Pell (Lowick): Three boats were seized in March.

The Minister for the Coast (Ms Ruta Lind): No boat was seized. Two skippers were fined.

Mr Pell: The harbour stayed closed for a week.
"""
INTERVIEW = """A year on the river

Engineer Dora Vance spent a year on the dams. She spoke to The Mill Gazette.

The Mill Gazette: Why did you leave?

Dora Vance: The second dam was never inspected.

TMG: Was anybody told?

DV: The council received two letters.
"""


@pytest.mark.parametrize(
    ("text", "content", "name"),
    [
        (DEBATE, "Three boats were seized in March", "Anton Pell"),
        (DEBATE, "Two skippers were fined", "Ruta Lind"),
        (DEBATE, "The harbour stayed closed for a week", "Anton Pell"),
        (INTERVIEW, "The second dam was never inspected", "Dora Vance"),
        (INTERVIEW, "The council received two letters", "Dora Vance"),
    ],
)
def test_label_speaks(extractor: Extractor, text: str, content: str, name: str) -> None:
    assert speaker(claims(extractor, text)[content]) == name


def test_interviewer_is_no_source(extractor: Extractor) -> None:
    assert all("Gazette" not in speaker(claim) for claim in claims(extractor, INTERVIEW).values())


@pytest.mark.parametrize(
    ("sentence", "content", "mention"),
    [
        (
            "The bridge was closed on Sunday, a source in the Ministry of Roads reported.",
            "The bridge was closed on Sunday",
            "a source in the Ministry of Roads",
        ),
        (
            "Governor Ada Brook said before leaving the island that the ferry would be sold.",
            "the ferry would be sold",
            "Ada Brook",
        ),
        (
            "The army has denied reports circulating in the port that soldiers burned a barge.",
            "soldiers burned a barge",
            "The army",
        ),
        (
            "It was claimed by hostile media that the mill had been shelled.",
            "the mill had been shelled",
            "hostile media",
        ),
    ],
)
def test_word_order(extractor: Extractor, sentence: str, content: str, mention: str) -> None:
    text = f"News from the island\n\n{sentence}\n"
    claim = claims(extractor, text)[content]
    span = claim.chain[-1].mention
    assert article(text).text[span.start : span.end] == mention


def test_dateline_is_no_claim(extractor: Extractor) -> None:
    text = "Ferry sold\n\nNEWPORT, Lowland, May 3 (Island Press) - Officials on Friday sold the ferry to a bank.\n"
    found = claims(extractor, text)
    assert not any("Island Press" in content for content in found)


def test_condition(extractor: Extractor) -> None:
    text = "Ferry\n\nThe governor warned that the island would starve if the ferry stopped.\n"
    claim = claims(extractor, text)["the island would starve if the ferry stopped"]
    assert claim.condition is not None


def test_dropped_drafts_are_counted(extractor: Extractor) -> None:
    assert next(extractor.extractions([article("The ferry was sold on Friday.")])).dropped == 0
