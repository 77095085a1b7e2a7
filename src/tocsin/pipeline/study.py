"""Study: one question answered over one set of documents, with everything in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.coding import Coding
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.judgement import Judgement
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.refusal import Refusal
from tocsin.model.template import Template


@dataclass(frozen=True)
class Corpus:
    """Documents and claims as ruled, and what could not be had. `extracted` are the claims before any ruling;
    `codings` is what people who entered claims by hand said of them; `dropped` counts what was found in this run and
    left out because its words do not stand in the text."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    extracted: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    codings: tuple[Coding, ...] = ()
    dropped: int = 0


@dataclass(frozen=True)
class Study:
    """A corpus seen under a question as of a day. `evidence` runs alongside `corpus.claims`."""

    question: Question
    template: Template
    as_of: date
    corpus: Corpus
    linkage: Linkage
    evidence: tuple[Evidence, ...]
    judgement: Judgement
