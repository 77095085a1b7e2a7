"""Claims from outside: loaded with their ids, and refused where they don't hold their words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import GroundingError, OptionError, TocsinError
from tocsin.model.capture import capture
from tocsin.model.document import Document
from tocsin.model.settings import ReadSettings
from tocsin.read.captures import captures
from tocsin.read.claims_jsonl import load_claims
from tocsin.read.reading import read

SHARED = Path(__file__).parents[2].parent / "shared"
TEXT = (
    "Ines Halberg said that 40 lorries had crossed the bridge. The engineer, she added, had warned of cracks in it. "
    "Nobody was hurt, and the buses go by the southern road."
)


def _document(name: str = "007_bridge.txt") -> Document:
    return read(capture(name, TEXT.encode(), "file", name, None), ReadSettings())


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _row(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": "007-001",
        "doc": "007",
        "content": _span("40 lorries had crossed the bridge"),
        "cue": _span("said"),
        "sources": [{**_span("Ines Halberg"), "name": "Ines Halberg", "type": "official", "side": "none"}],
        "numbers": [{**_span("40"), "value": 40, "high": None, "unit": "lorries", "qualifier": "exact"}],
        "when": "2022-03",
        "said": None,
        "indicators": ["not.known.here"],
    }
    return {**row, **changes}


def _load(tmp_path: Path, *rows: Any) -> tuple[Any, ...]:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return load_claims(path, [_document()])


def test_a_whole_row(tmp_path: Path) -> None:
    (claim,) = _load(tmp_path, _row(), "")
    assert claim.id == "007-001"
    assert claim.sentence.text(TEXT) == "Ines Halberg said that 40 lorries had crossed the bridge."
    assert (claim.origin.name, claim.origin.type) == ("Ines Halberg", "official")
    assert (claim.numbers[0].value, claim.when.iso(), claim.extractor) == (40.0, "2022-03", "given")


def test_a_bare_row(tmp_path: Path) -> None:
    (claim,) = _load(tmp_path, {"doc": "007_bridge", "content": _span("Nobody was hurt")})
    assert claim.id.startswith(claim.document_id)
    assert not claim.attributed


def test_other_documents_are_left_out(tmp_path: Path) -> None:
    assert _load(tmp_path, _row(doc="008")) == ()


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        (_row(content={"start": 0, "end": 4, "text": "Anna"}), GroundingError, "not “Anna”"),
        (_row(content={"start": 0, "end": 4000}), GroundingError, "past the end"),
        (_row(content={"start": 5, "end": 5}), GroundingError, "non-empty"),
        (_row(content={"start": "0", "end": 4}), OptionError, "not a span"),
        (_row(content=None), OptionError, "no content span"),
        (_row(stance="thinks"), OptionError, "stance = 'thinks'"),
        (_row(when="soon"), OptionError, "not a date"),
        (_row(doc=None), OptionError, "names no document"),
        (_row(numbers=[{**_span("40"), "value": "forty"}]), OptionError, "a number needs"),
        (_row(sources=[{"name": "x"}]), OptionError, "not a span"),
        ("{", OptionError, "not JSON"),
        ("[]", OptionError, "not a claim"),
    ],
)
def test_bad_rows(tmp_path: Path, row: Any, kind: type[TocsinError], words: str) -> None:
    with pytest.raises(kind) as raised:
        _load(tmp_path, row)
    assert words in str(raised.value)
    assert "claims.jsonl:1" in raised.value.place


def test_two_documents_that_match(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(_row()), encoding="utf-8")
    with pytest.raises(OptionError, match="several documents match"):
        load_claims(path, [_document("007_a.txt"), _document("007_b.txt")])


def test_the_gold_claims_ground() -> None:
    if not (SHARED / "gold" / "claims.jsonl").exists():
        pytest.skip("no gold standard beside the repository")
    found = captures([str(SHARED / "seeds")], captured_at=None, settings=ReadSettings())
    documents = [read(one, ReadSettings()) for one in found]  # type: ignore[arg-type]
    rows = (SHARED / "gold" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(load_claims(SHARED / "gold" / "claims.jsonl", documents)) == len(rows)
