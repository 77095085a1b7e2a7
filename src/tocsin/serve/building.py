"""Building a moment from a case: the stages in their order, then what the pages need, each told as it begins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta

from tocsin.errors import CaseError
from tocsin.model import codec
from tocsin.model.judgement import Judgement
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.template import Template
from tocsin.pipeline.adding import Filling, add
from tocsin.pipeline.assessing import Workshop, corpus, linked, matched
from tocsin.pipeline.desk import Asked, Desk, make_desk
from tocsin.pipeline.desk_days import day_rows, desk_inquiry, first_and_last
from tocsin.pipeline.remembering import RememberingEmbedder
from tocsin.pipeline.resolving import resolved
from tocsin.registry.engines import build_engine
from tocsin.registry.extraction import build_extraction
from tocsin.registry.versions import stage_version
from tocsin.report.desk.sight import Sight, named_indicators, numbered
from tocsin.report.masking import make_masker
from tocsin.serve.moment import Figures, Moment
from tocsin.serve.opening import Opening
from tocsin.serve.search_index import SearchIndex
from tocsin.store.interface import CaseStore

OnStage = Callable[[str, int, int], None]
STAGES = ("reading", "linking", "matching claims to indicators", "who is private", "searching", "every day's answer")


def case_mark(store: CaseStore) -> str:
    """What changes whenever the case does in what an answer may rest on. It is asked every few seconds."""
    return str(store.revision())


def build_moment(opening: Opening, today: date, bench: ThreadPoolExecutor, on_stage: OnStage) -> Moment:
    """The case as it is now. Raises TocsinError where it cannot be used."""

    def stage(number: int) -> None:
        on_stage(STAGES[number], number, len(STAGES))

    with opening.case() as store:
        engine = build_engine(opening.settings.engine)
        try:
            workshop = _workshop(opening, store, engine)
            stage(0)
            mark = case_mark(store)
            given = corpus(workshop)
            asked = asked_of(store)
            stage(1)
            linkage = linked(workshop, given) if given.claims else Linkage()
            stage(2)
            evidence = matched(workshop, given, asked.question, asked.template) if asked else ()
        finally:
            engine.close()
    ids = [document.id for document in given.documents]
    versions = (stage_version("link"), stage_version("assess"))
    state = codec.digest(mark, ids, given.decisions, *versions, opening.settings)[:16]
    desk = make_desk(state, asked, given, linkage, evidence)
    stage(3)
    masker = make_masker(given.documents, given.claims, linkage, reveal=False)
    numbers, indicators = numbered(desk), named_indicators(desk)
    stage(4)
    search = SearchIndex(Sight(desk, masker, date.max, numbers, indicators))
    stage(5)
    figures = _figures(opening, desk, today) if asked else None
    return Moment(desk, masker, numbers, indicators, figures, search, bench)


def read_first(opening: Opening, on_document: Callable[[str], None]) -> None:
    """Read what the opening names into the case, as for a demo."""
    from tocsin.model.stamp import Stamp

    if not opening.read:
        return
    with opening.case() as store:
        engine = build_engine(opening.settings.engine)
        try:
            stamp = Stamp(opening.author, opening.now())
            extraction = build_extraction(opening.settings.extract)
            filling = Filling(store, extraction, engine, stamp, opening.settings)
            add(filling, opening.read, lambda document: on_document(document.name))
        finally:
            engine.close()


def asked_of(store: CaseStore) -> Asked | None:
    """The question of a case with its template, and with the outcome that was recorded."""
    question: Question | None = store.question()
    if question is None:
        return None
    kept = store.output("template", question.id)
    if kept is not None:
        template = codec.decode(kept, Template)
    else:
        from tocsin.assess.templates import load_template

        template = load_template(question.template)
    return Asked(resolved(question, store.decisions()), template)


def _workshop(opening: Opening, store: CaseStore, engine: object) -> Workshop:
    return Workshop(
        store,
        build_extraction(opening.settings.extract),
        engine,  # type: ignore[arg-type]
        RememberingEmbedder(store, opening.embedder),
        opening.settings,
        opening.standing,
    )


def _figures(opening: Opening, desk: Desk, today: date) -> Figures:
    first, last = first_and_last(desk, today)
    inquiry = desk_inquiry(desk, last, opening.settings.assess)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    rows = {row.as_of: row for row in day_rows(desk, inquiry, days)}

    def judge(as_of: date) -> Judgement:
        return _judgement(opening, desk, as_of)

    return Figures(inquiry, rows, judge)


def _judgement(opening: Opening, desk: Desk, as_of: date) -> Judgement:
    """The answer of a day, from the case where it was worked out before."""
    from tocsin.assess.inquiry import Material
    from tocsin.assess.judging import judge

    assert desk.asked is not None
    key = codec.digest("desk", stage_version("assess"), desk.state, as_of, opening.settings.assess)
    with opening.case() as store:
        found = store.output("judgement", key)
    if found is not None:
        return codec.decode(found, Judgement)
    given = desk.corpus
    material = Material(given.documents, given.claims, desk.linkage, tuple(desk.evidence.values()), desk.judged_by)
    made = judge(desk.asked.question, desk.asked.template, as_of, material, opening.settings.assess)
    try:
        with opening.case() as store:
            store.put_output("judgement", key, codec.encode(made))
    except CaseError:  # a case that is only read keeps nothing, and a busy one loses nothing
        pass
    return made


def done(value: Judgement) -> Future[Judgement]:
    """A judgement that is at hand."""
    future: Future[Judgement] = Future()
    future.set_result(value)
    return future
