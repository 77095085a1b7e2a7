"""A small invented world: three articles on one question, with everything a brief is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.evidence import Evidence, IndicatorMatch
from tocsin.model.incident import Incident, Origin
from tocsin.model.interval import Interval, of_day
from tocsin.model.judgement import (
    Cell,
    DayEstimate,
    Estimate,
    Influence,
    Judgement,
    LeftOut,
    SourceGrade,
    StageShare,
    Step,
    Tipping,
)
from tocsin.model.link import Link
from tocsin.model.linkage import Linkage
from tocsin.model.mention import Mention
from tocsin.model.question import Party, Question
from tocsin.model.source import Source, SourceType
from tocsin.model.span import Span
from tocsin.model.template import Effect, Indicator, Range, ReferenceClass, Stage, Template
from tocsin.report.context import Context, make_context
from tocsin.report.material import Material

GAZETTE = """Two brigades moved to the coast

The Defence Ministry of Borduria said that two brigades had moved to the coast. President Ottokar Brandl denied that \
his army would enter the war. "The army stays at home," Brandl said.

Janek Wolny, a 22-year-old conscript from Zelk, left his unit on Tuesday. "They took our phones," Wolny said. \
He walked to the border."""

HERALD = """Ships and soldiers

According to the Defence Ministry of Borduria, two brigades had moved to the coast. A fisherman from the old town \
saw <b>landing craft</b> & "grey ships" in the harbour. Janek's sister told the Herald that the family was proud."""

LATER = """Borduria's army crossed the strait on Friday, the Herald writes."""


@dataclass(frozen=True)
class World:
    """Everything that `compose` takes."""

    question: Question
    judgement: Judgement
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    linkage: Linkage
    evidence: tuple[Evidence, ...]
    template: Template

    def parts(self) -> Material:
        return Material(
            self.question,
            self.judgement,
            self.documents,
            self.claims,
            self.linkage,
            self.evidence,
            self.template,
        )

    def context(self, *, reveal: bool = False, everything: bool = False) -> Context:
        return make_context(self.parts(), reveal=reveal, everything=everything)


def document(name: str, text: str, publisher: str | None, day: date | None, **more: object) -> Document:
    interval = of_day(day) if day else Interval(None, None)
    publication = Publication(interval, "metadata" if day else "unknown")
    title = text.partition("\n")[0] if "\n" in text else None
    made = Document(f"id-{name}", name, "0" * 64, text, text_digest(text), publication, title, None, publisher)
    return replace(made, **more) if more else made  # type: ignore[arg-type]


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def claim(
    source: Document,
    content: str,
    key: str,
    *,
    chain: tuple[tuple[str, str, SourceType], ...] = (),
    cue: str = "",
    **more: object,
) -> Claim:
    """A claim on the first place of its words; `chain` holds (mention, name, type)."""
    text = source.text
    where = span(text, content)
    marks = [at + len(mark) for mark in (". ", "\n", '." ') if (at := text.rfind(mark, 0, where.start)) >= 0]
    start = min(max(marks, default=0), where.start)
    stops = [at for at in (text.find(mark, where.end) for mark in (". ", ".\n", "\n")) if at >= 0]
    sentence = Span(start, min(stops) + 1 if stops else len(text))
    links = tuple(Attribution(Source(name, kind), span(text, mention, start)) for mention, name, kind in chain)
    return Claim(
        f"id-claim-{key}",
        source.id,
        where,
        sentence,
        links,
        span(text, cue, start) if cue else None,
        **more,  # type: ignore[arg-type]
    )


def indicator(key: str, name: str, effect: Effect) -> Indicator:
    seen = (("steady", Range(0.1, 0.2, 0.3, "")), ("poised", Range(0.4, 0.5, 0.6, "")))
    return Indicator(
        key,
        key.partition(".")[0],
        name,
        name,
        ("…",),
        effect,
        "outcome",
        seen,
        0.3,
        Range(0.3, 0.5, 0.8, ""),
        "…",
    )


TEMPLATE = Template(
    key="enters-war",
    name="A state enters a war",
    description="Will {actor} enter the war?",
    criterion="Counts: regular forces fight.",
    stages=(Stage("steady", "Steady", "…"), Stage("poised", "Poised", "…"), Stage("entered", "Entered", "…")),
    indicators=(
        indicator("force.movement", "Forces move toward the border", "toward"),
        indicator("leader.denial", "The leadership denies taking part", "away"),
        indicator("will.desertion", "Soldiers desert", "away"),
        indicator("force.airlift", "Landing craft readied", "toward"),
        indicator("force.nuclear", "Nuclear weapons placed", "toward"),
    ),
    reference=ReferenceClass("Allies of states at war", Range(0.004, 0.022, 0.17, "counted"), 730, ("Own count",)),
    compliance=None,
    patterns=("enter",),
)

QUESTION = Question(
    id="question",
    text="Will Borduria's army enter Syldavia's war against Ruritania before 2031-07-01?",
    template="enters-war",
    actor=Party("borduria", "Borduria"),
    target=Party("ruritania", "Ruritania"),
    patron=Party("syldavia", "Syldavia"),
    deadline=date(2031, 7, 1),
    criterion="Counts: regular forces of Borduria fight in Ruritania.",
)


def make_world() -> World:
    gazette = document("gazette", GAZETTE, "Harbour Gazette", date(2031, 5, 3))
    herald = document("herald", HERALD, None, date(2031, 5, 4))
    later = document("later", LATER, "The Herald", None)
    ministry: tuple[tuple[str, str, SourceType], ...] = (
        ("The Defence Ministry of Borduria", "Defence Ministry of Borduria", "government-body"),
    )
    claims = (
        claim(gazette, "two brigades had moved to the coast", "move", chain=ministry, cue="said", kind="event"),
        claim(
            herald,
            "two brigades had moved to the coast",
            "move-again",
            chain=(("the Defence Ministry of Borduria", "Defence Ministry of Borduria", "government-body"),),
            cue="According to",
            kind="event",
        ),
        claim(
            gazette,
            "his army would enter the war",
            "denial",
            chain=(("President Ottokar Brandl", "Ottokar Brandl", "official"),),
            cue="denied",
            stance="denies",
            participants=(Mention(span(GAZETTE, "his army"), "Ottokar Brandl", "person", "other", True),),
        ),
        claim(
            gazette,
            "The army stays at home",
            "home",
            chain=(("Brandl", "Ottokar Brandl", "official"),),
            cue="said",
            quoted=True,
        ),
        claim(
            gazette, "Janek Wolny, a 22-year-old conscript from Zelk, left his unit on Tuesday", "left", kind="event"
        ),
        claim(
            gazette,
            "They took our phones",
            "phones",
            chain=(("Wolny", "Janek Wolny", "soldier"),),
            cue="said",
            quoted=True,
        ),
        claim(gazette, "He walked to the border", "walked", kind="event"),
        claim(herald, 'saw <b>landing craft</b> & "grey ships" in the harbour', "ships", kind="event"),
        claim(later, "Borduria's army crossed the strait on Friday", "crossed", kind="event"),
    )
    matched = (
        ("force.movement", 1, "toward"),
        ("force.movement", 1, "toward"),
        ("leader.denial", 1, "toward"),
        ("leader.denial", 1, "away"),
        ("will.desertion", 1, "away"),
        ("will.desertion", 0, "neutral"),
        ("will.desertion", 1, "away"),
        ("force.airlift", 1, "toward"),
        ("force.movement", 1, "toward"),
    )
    evidence = tuple(
        Evidence(item.id, True, "", (IndicatorMatch(key, 0.9, lit, ()),), effect, lit != 0)  # type: ignore[arg-type]
        for item, (key, lit, effect) in zip(claims, matched, strict=True)
    )
    return World(
        QUESTION, make_judgement(claims), (gazette, herald, later), claims, make_linkage(claims), evidence, TEMPLATE
    )


def make_linkage(claims: tuple[Claim, ...]) -> Linkage:
    def origin(label: str, *items: Claim) -> Origin:
        ids = tuple(item.id for item in items)
        return Origin(f"id-origin-{label}", label, ids, tuple(dict.fromkeys(i.document_id for i in items)), True, ())

    move, again, denial, *rest = claims
    incidents = [
        Incident(
            "id-incident-move",
            move.id,
            (move.id, again.id),
            (origin("Defence Ministry of Borduria", move, again),),
            1.0,
        ),
        Incident("id-incident-denial", denial.id, (denial.id,), (origin("Ottokar Brandl", denial),), 1.0),
    ]
    incidents += [
        Incident(
            f"id-incident-{number}",
            item.id,
            (item.id,),
            (origin(item.origin.name if item.origin else "Harbour Gazette", item),),
            1.0,
        )
        for number, item in enumerate(rest)
    ]
    return Linkage(
        links=(Link(move.id, denial.id, "tension", 1.0, ("words against deeds",)),), incidents=tuple(incidents)
    )


def make_judgement(claims: tuple[Claim, ...]) -> Judgement:
    move, again, denial, home, left, *_ = (item.id for item in claims)
    as_of = date(2031, 5, 10)
    start = date(2031, 4, 27)
    return Judgement(
        key="f" * 64,
        question_id="question",
        as_of=as_of,
        estimate=Estimate(0.041, 0.012, 0.113),
        prior=Estimate(0.003, 0.0004, 0.02),
        unwatched=Estimate(0.02, 0.01, 0.06),
        watched=Estimate(0.07, 0.02, 0.2),
        word="very unlikely",
        confidence="low",
        confidence_reasons=("2 independent origins behind 2 reports", "the interval is wide: 1.2% to 11.3%"),
        stages=(
            StageShare("steady", "Steady", 0.7),
            StageShare("poised", "Poised", 0.2996),
            StageShare("entered", "Entered", 0.0004),
        ),
        steps=(
            Step("force.movement", "force.movement", 1.1, (move, again), ()),
            Step("leader.denial", "leader.denial", -0.4, (denial, home), ()),
            Step("will.desertion", "will.desertion", -0.01, (left,), ()),
        ),
        influences=(
            Influence("report", "id-gazette", "Two brigades", 0.02, -0.75, (move, denial)),
            Influence("source", "Ottokar Brandl", "Ottokar Brandl", 0.055, 0.3, (denial, home)),
            Influence("indicator", "force.movement", "Forces move", 0.015, -1.0, (move, again)),
        ),
        tipping=(Tipping("Ottokar Brandl: reliability", "Ottokar Brandl", 0.5, 0.1, 0.05, ()),),
        cells=(
            Cell("force.movement", start, as_of, "lit", 0.9, (move, again), 1, ()),
            Cell("leader.denial", start, as_of, "denied", -0.3, (denial, home), 1, ()),
            Cell("will.desertion", start, as_of, "lit", -0.1, (left,), 1, ()),
            Cell("force.airlift", start, as_of, "unreported", 0.0, (), 0, ()),
        ),
        grades=(
            SourceGrade(
                "Defence Ministry of Borduria", "government-body", "borduria", "C", 0.6, 0.4, 0.8, 2, 2, ("a body",)
            ),
            SourceGrade("Ottokar Brandl", "official", "borduria", "D", 0.5, 0.3, 0.7, 2, 1, ()),
            SourceGrade("Janek Wolny", "soldier", "none", "C", 0.6, 0.4, 0.8, 1, 1, ()),
        ),
        history=tuple(
            DayEstimate(start + timedelta(days=n), Estimate(0.003 * (n + 1), 0.001, 0.12)) for n in range(14)
        ),
        compliance=None,
        counted=("id-gazette", "id-herald"),
        left_out=(LeftOut("id-later", "its date is not known"),),
        rests_on=(move, again, denial),
        unwatched_indicators=("force.nuclear",),
        effective_sample_size=400.0,
    )
