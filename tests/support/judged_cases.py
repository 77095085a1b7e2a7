"""Cases for the numeric side of assessment, made of nouns alone: no text is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tocsin.assess.inquiry import Inquiry, Material, inquire, prior_ratio, run
from tocsin.assess.judging import judge
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.templates import load_template
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.evidence import Evidence, IndicatorMatch
from tocsin.model.interval import Interval, of_day
from tocsin.model.judgement import Judgement
from tocsin.model.linkage import Linkage
from tocsin.model.question import Party, PriorOverride, Question
from tocsin.model.settings import AssessSettings
from tocsin.model.source import Source
from tocsin.model.span import Span

AS_OF = date(2031, 6, 1)
TEMPLATE = load_template("enters-war")
SETTINGS = AssessSettings(draws=200)
THIRD = Source("Institute of Border Studies", "think-tank", "none")
ACTOR = Source("Ministry of Arvenia", "official", "arvenia")
TARGET = Source("General Staff of Belmark", "military", "belmark")
COLUMNIST = Source("A columnist", "expert", "none")


@dataclass(frozen=True)
class Said:
    """One claim: on what day, of which indicator, by whom (None: the article's own voice), in which document."""

    day: date
    indicator: str
    lit: int = 1
    source: Source | None = THIRD
    document: str = ""
    sighting: bool = True
    score: float = 1.0
    certainty: Any = "certain"
    kind: Any = "event"


def question(deadline: date | None = None, prior: float | None = None, **changes: Any) -> Question:
    """Will Arvenia enter Corvia's war against Belmark? By default within half a year."""
    override = None if prior is None else PriorOverride(prior, prior / 3, min(prior * 3, 0.9), "set for the test")
    values: dict[str, Any] = {
        "id": "q",
        "text": "Will Arvenia enter Corvia's war against Belmark?",
        "template": "enters-war",
        "actor": Party("arvenia", "Arvenia"),
        "target": Party("belmark", "Belmark"),
        "patron": Party("corvia", "Corvia"),
        "deadline": deadline or AS_OF + timedelta(days=182),
        "criterion": "regular forces fight there",
        "opened": AS_OF if prior is not None else None,
        "prior": override,
    }
    return Question(**{**values, **changes})


def material(said: Sequence[Said], decisions: Sequence[Decision] = (), linkage: Linkage | None = None) -> Material:
    """Documents, claims and evidence of what was said. A document is named by its day and source unless told."""
    documents: dict[str, Document] = {}
    claims: list[Claim] = []
    evidence: list[Evidence] = []
    for number, item in enumerate(said):
        name = item.document or f"{item.day:%Y%m%d}-{item.source.name if item.source else 'own voice'}"
        documents.setdefault(name, document(name, item.day))
        key = f"{name}-{item.indicator}-{item.lit}-{number:04d}"
        chain = (Attribution(item.source, Span(0, 1)),) if item.source else ()
        span = Span(number * 10, number * 10 + 5)
        claims.append(Claim(key, name, span, span, chain, kind=item.kind, certainty=item.certainty))
        match = IndicatorMatch(item.indicator, item.score, item.lit, ())
        evidence.append(Evidence(key, True, "", (match,), "toward", item.sighting))
    return Material(tuple(documents.values()), claims, linkage or Linkage(), evidence, decisions)


def document(name: str, day: date | None, text: str = "") -> Document:
    """A document out on a day; None: no upper bound is known."""
    interval = of_day(day) if day else Interval(AS_OF - timedelta(days=400), None)
    body = text or f"text of {name}"
    return Document(name, name, "", body, text_digest(body), Publication(interval, "user"), publisher="The Gazette")


def inquiry(
    said: Sequence[Said] | Material,
    *,
    as_of: date = AS_OF,
    asked: Question | None = None,
    settings: AssessSettings = SETTINGS,
) -> Inquiry:
    """The inquiry into what was said."""
    given = said if isinstance(said, Material) else material(said)
    return inquire(asked or question(), TEMPLATE, as_of, given, settings)


def answer(said: Sequence[Said] | Material, **options: Any) -> float:
    """The answer alone, without the sensitivities."""
    prepared = inquiry(said, **options)
    outcome = run(prepared)
    return estimate(outcome.answer, weigh(outcome.log_likelihood, prior_ratio(prepared)).values, 0.9).probability


def judged(said: Sequence[Said] | Material, *, as_of: date = AS_OF, asked: Question | None = None) -> Judgement:
    """The whole judgement."""
    given = said if isinstance(said, Material) else material(said)
    return judge(asked or question(), TEMPLATE, as_of, given, SETTINGS)


def odds(probability: float) -> float:
    """p / (1 - p)."""
    return probability / (1 - probability)
