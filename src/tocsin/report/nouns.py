"""What a brief is made of: finished words with their citations, ready for any renderer.

Everything here is already masked. A sentence that cites nothing is a judgement and is marked as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.judgement import Estimate


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence leads back to: the document's number in the list, and half-open offsets in its text.

    `claim_id` and `document_id` are for programs; `label` ("Meridian Wire, 10 October 2022") is for people.
    """

    number: int
    label: str
    document_id: str
    claim_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the brief. `judgement` marks what is Tocsin's own, not an article's."""

    text: str
    citations: tuple[Citation, ...] = ()
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The question with its roles and what would settle it. `roles` are pairs of role and holder."""

    question: str
    as_of: date
    deadline: date
    roles: tuple[tuple[str, str], ...]
    criterion: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers with their words. `span` runs from the unwatched to the watched end, in words."""

    word: str
    estimate: Estimate
    prior: Estimate
    unwatched: Estimate
    watched: Estimate
    compliance: Estimate | None
    probability: str
    interval: str
    prior_words: str
    span: str
    confidence: str
    confidence_reasons: tuple[str, ...]
    stages: tuple[tuple[str, str], ...]
    compliance_words: str = ""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One incident: what it bears on, who says what of it, on how many origins, and what stands against it."""

    incident_id: str
    topic: str
    effect: str
    statement: Sentence
    support: str
    against: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One indicator in one window: the state's key, its letter and words, and how many origins speak."""

    start: date
    end: date
    state: str
    letter: str
    words: str
    origins: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One indicator over all windows. `latest` says in words where it stands now."""

    indicator: str
    family: str
    name: str
    effect: str
    cells: tuple[BoardCell, ...]
    latest: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The indicator board: rows that reporting speaks of, and the names of those it does not."""

    rows: tuple[BoardRow, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One indicator's part in the answer, in log-odds and in words."""

    label: str
    log_odds: float
    words: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be true ("contradiction"), or sit badly together ("tension")."""

    relation: str
    a: Sentence
    b: Sentence
    why: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Who speaks, in what capacity, how far taken at his word, and how often independently."""

    name: str
    type: str
    side: str
    grade: str
    claims: int
    documents: int
    origins: int
    why: str


@dataclass(frozen=True, slots=True)
class TreeOrigin:
    """One independent origin of an incident, and the documents that carry it."""

    label: str
    stated: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceTree:
    """From one proposition to its origins to the articles. `words` carry their own quotation marks."""

    title: str
    words: str
    origins: tuple[TreeOrigin, ...]


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """Something that does not count, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of the list: number, label, date with its basis, whether it counts, its address and hash."""

    number: int
    id: str
    name: str
    label: str
    title: str
    date: str
    basis: str
    counted: bool
    url: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The answer as it would have been given on one day."""

    day: date
    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a brief says, in order. Renderers add nothing but form."""

    heading: Heading
    answer: Answer
    summary: tuple[Sentence, ...]
    key_points: tuple[KeyPoint, ...]
    board: Board
    waterfall: tuple[WaterfallStep, ...]
    carries: tuple[Sentence, ...]
    tips: tuple[Sentence, ...]
    assumptions: tuple[Sentence, ...]
    contradictions: tuple[Contradiction, ...]
    more_contradictions: int
    sources: tuple[SourceRow, ...]
    trees: tuple[SourceTree, ...]
    open_questions: tuple[str, ...]
    left_out: tuple[LeftOutRow, ...]
    method: tuple[str, ...]
    documents: tuple[DocumentRow, ...]
    curve: tuple[CurvePoint, ...]
    judgement_key: str
    masked: bool
