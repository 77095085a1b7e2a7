"""Small builders for matching tests: a document of one text, and a claim over it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from tocsin.assess.matching import load_matcher, match
from tocsin.assess.matching_model import Matcher
from tocsin.assess.questions import QuestionOverrides, parse_question
from tocsin.assess.templates import load_template, load_templates
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.evidence import Evidence
from tocsin.model.interval import Interval
from tocsin.model.ports import Embedder
from tocsin.model.span import Span
from tocsin.text.gazetteer import load_gazetteer
from tocsin.text.vectors import load_minilm


@cache
def embedder() -> Embedder:
    return load_minilm()


@cache
def matcher_for(question: str) -> Matcher:
    asked = parse_question(
        question,
        overrides=QuestionOverrides(opened=date(2021, 12, 1)),
        templates=load_templates(),
        gazetteer=load_gazetteer(),
    )
    return load_matcher(load_template(asked.template), asked, embedder())


def document(text: str, key: str = "d") -> Document:
    return Document(key, key, "", text, text_digest(text), Publication(Interval(None, None), "unknown"))


def claim_on(text: str, part: str = "", key: str = "c", **fields: Any) -> Claim:
    part = part or text
    start = text.index(part)
    span = Span(start, start + len(part))
    return Claim(id=key, document_id="d", content=span, sentence=span, **{"kind": "event", **fields})


def evidence(question: str, text: str, part: str = "", **fields: Any) -> Evidence:
    return match([document(text)], [claim_on(text, part, **fields)], matcher_for(question))[0]


def first(found: Evidence) -> str:
    return found.matches[0].indicator if found.matches else "-"
