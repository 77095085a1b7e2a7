"""Drafts of the gold standard's claims, so that single fields can be measured alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.model.span import Span

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from marked_claims import Marked, cue_stances, draft_of, rows, unmark

__all__ = ["Marked", "cue_stances", "draft_of", "gold_drafts", "rows", "unmark"]


def gold_drafts(
    data: Path, articles: Path, pipeline: Language
) -> Iterator[tuple[dict[str, Any], dict[str, Any], Doc, Draft]]:
    """(annotated claim, its document's entry, parsed document, draft), in reading order."""
    stances = cue_stances()
    documents = {d["id"]: d for d in json.loads((data / "documents.json").read_text(encoding="utf-8"))}
    parsed: dict[str, Doc] = {}
    for line in (data / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        document = documents[claim["doc"]]
        if claim["doc"] not in parsed:
            path = articles / document["file"]
            parsed[claim["doc"]] = pipeline(path.read_bytes().decode("utf-8"))
        doc = parsed[claim["doc"]]
        content = Span(claim["content"]["start"], claim["content"]["end"])
        cue = Span(claim["cue"]["start"], claim["cue"]["end"]) if claim["cue"] else None
        sources = tuple((s["name"], s["type"], Span(s["start"], s["end"])) for s in claim["sources"])
        title = document.get("title")
        headline = title is not None and content.start < title["end"] and title["start"] < content.end
        yield claim, document, doc, replace(draft_of(doc, content, cue, sources, stances), headline=headline)
