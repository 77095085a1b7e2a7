"""What a report is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.judgement import Judgement
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.template import Template


@dataclass(frozen=True, slots=True)
class Material:
    """A judgement with everything that it was made from."""

    question: Question
    judgement: Judgement
    documents: Sequence[Document]
    claims: Sequence[Claim]
    linkage: Linkage
    evidence: Sequence[Evidence]
    template: Template
