"""One run of a command on a corpus: opened from a request, closed at its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import typer

from tocsin.cli.clock import day, stamp_now
from tocsin.cli.exit_codes import SOME_REFUSED
from tocsin.cli.extraction import extraction_of, for_asking, report_account
from tocsin.cli.fetching import build_fetcher
from tocsin.cli.filling import report_notices, report_refusals
from tocsin.cli.output import clean, say
from tocsin.cli.progress import counting
from tocsin.cli.question import Demo, build_question, load_own_template
from tocsin.cli.request import QuestionOptions, Request
from tocsin.cli.settings import load_settings
from tocsin.cli.subject import CaseFile, Entered, Files, Subject, entered, subject_of
from tocsin.errors import CaseError, InputError, OptionError, QuestionError
from tocsin.model import codec
from tocsin.model.evidence import Evidence
from tocsin.model.findings import Findings
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.refusal import Refusal
from tocsin.model.stamp import Stamp
from tocsin.model.template import Template
from tocsin.pipeline.adding import Filling, add
from tocsin.pipeline.assessing import Workshop, corpus, corpus_for, linked, matched, study, with_claims
from tocsin.pipeline.reading import Sources
from tocsin.pipeline.remembering import RememberingEmbedder
from tocsin.pipeline.replaying import Past
from tocsin.pipeline.resolving import freeze, resolved
from tocsin.pipeline.study import Corpus, Study
from tocsin.read.dates import DateHints, load_dates, parse_date_option
from tocsin.registry.embedders import build_embedder, build_standing_embedder
from tocsin.registry.engines import build_engine
from tocsin.registry.stores import memory_case, open_case
from tocsin.store.interface import CaseStore


@dataclass(frozen=True)
class Sitting:
    """An opened corpus. `on_case` tells whether it lies in a file that keeps what is done."""

    workshop: Workshop
    stamp: Stamp
    corpus: Corpus
    as_of: date
    question: Question | None
    template: Template | None
    refused: tuple[Refusal, ...]
    on_case: bool

    @cached_property
    def linkage(self) -> Linkage:
        """Links and incidents of the corpus, whatever the question."""
        return linked(self.workshop, self.corpus)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What each claim tells about the question; nothing where none was asked."""
        if self.question is None or self.template is None:
            return ()
        return matched(self.workshop, self.corpus, self.question, self.template)

    @cached_property
    def study(self) -> Study:
        """The answer. Raises QuestionError where no question was asked."""
        question, template = self._asked()
        with counting("assessing") as advance:
            made = study(self.workshop, self.corpus, question, template, self.as_of, advance)
        if self.on_case:
            self.workshop.store.issue(made.judgement, self.stamp)
        return made

    @cached_property
    def past(self) -> Past:
        """The question with all that is known, for answers on past days. Raises QuestionError as `study` does."""
        question, template = self._asked()
        return Past(question, template, self.corpus, self.linkage, self.evidence)

    def _asked(self) -> tuple[Question, Template]:
        if self.question is None or self.template is None:
            raise QuestionError(
                "no question was asked", remedy='give "QUESTION" before the paths, or --question-file'
            )
        return self.question, self.template

    def log_reveal(self, what: str) -> None:
        """Note in the case's log that names of private persons are about to be shown."""
        if self.on_case:
            self.workshop.store.record("reveal", what, "names of private persons shown", self.stamp)

    def freeze(self) -> str:
        """Put the answer on the case's record; its digest. Raises OptionError where there is no case."""
        if not self.on_case:
            remedy = "make a case with: tocsin ask QUESTION --case FILE"
            raise OptionError("only a case keeps a record", place="--freeze", remedy=remedy)
        return freeze(self.workshop.store, self.study.judgement, self.stamp)

    def finish(self) -> None:
        """Name every refused input, and end with the exit code that says so."""
        if self.refused:
            report_refusals(self.refused)
            raise typer.Exit(SOME_REFUSED)


@contextmanager
def sitting(request: Request, *, question_needed: bool = True) -> Iterator[Sitting]:
    """Open what a request is about, read and extract what is missing, and close it afterwards."""
    subject = _subject(request)
    if request.learned and not isinstance(subject, CaseFile):
        raise OptionError("only a case has learned from rulings", place="--learned", remedy="name a case")
    settings = for_asking(load_settings(request.settings, request.workers, request.extractor))
    stamp = stamp_now(request.author)
    store = open_case(subject.path) if isinstance(subject, CaseFile) else memory_case()
    extraction, account = extraction_of(settings, store)
    engine = build_engine(settings.engine)
    embedder = build_embedder()
    workshop = Workshop(
        store,
        extraction,
        engine,
        RememberingEmbedder(store, embedder),
        settings,
        build_standing_embedder(embedder, os.environ),
    )
    try:
        if isinstance(subject, CaseFile):
            seat = _on_case(workshop, request, stamp, question_needed)
        elif isinstance(subject, Entered):
            seat = _on_entered(workshop, request, stamp, subject)
        else:
            seat = _on_files(workshop, request, stamp, subject)
        yield seat
        report_dropped(seat.corpus.dropped)
    finally:
        report_account(account, settings)
        engine.close()
        store.close()


def _subject(request: Request) -> Subject:
    words = tuple(request.words or ())
    if request.claims is not None:
        from tocsin.read.structured_claims import claims_format

        if claims_format(request.claims) == "structured":
            return entered(words, request.claims)
    return subject_of(words, request.question_file is not None)


def date_hints(dates: Path | None, date_of: tuple[str, ...]) -> DateHints:
    """All dates that the command line gives; those of `--date` win over the file's."""
    hints = load_dates(dates) if dates else DateHints()
    for option in date_of:
        hints = hints.merged(parse_date_option(option))
    return hints


def report_dropped(dropped: int) -> None:
    """Tell how many claims were left out because their words do not stand in the text."""
    if dropped:
        say(f"note: {dropped} found claim{'s' if dropped > 1 else ''} left out: the words do not stand in the text")


def _on_files(workshop: Workshop, request: Request, stamp: Stamp, subject: Demo | Files) -> Sitting:
    as_of = request.as_of
    if isinstance(subject, Demo):
        as_of = as_of or str(subject.as_of)
        subject = Files(subject.question, (str(subject.articles),))
    # The question first: a slip in it should not wait for the reading.
    question, template = _question(subject.question, request)
    on = day(as_of, "--as-of")
    hints = date_hints(request.dates, tuple(request.date or ()))
    sources = Sources(fetcher=build_fetcher(workshop.settings.fetch))
    filling = Filling(workshop.store, workshop.extraction, workshop.engine, stamp, workshop.settings, hints, sources)
    if request.claims is not None:
        filling = replace(filling, extraction=NoExtraction())
    with counting("reading") as advance:
        added = add(filling, subject.paths, lambda document: advance(document.name))
    report_notices(added.notices)
    documents = workshop.store.documents()
    for line in hints.unused(documents):
        say(clean(line))
    if not documents:
        report_refusals(added.refused)
        raise InputError("nothing could be read", remedy="see the lines above")
    seat = _sat(workshop, request, stamp, question, template, (on, tuple(added.refused), False))
    return replace(seat, corpus=replace(seat.corpus, dropped=seat.corpus.dropped + added.dropped))


def _on_entered(workshop: Workshop, request: Request, stamp: Stamp, subject: Entered) -> Sitting:
    if request.dates or request.date:
        remedy = 'write them in the column "date"'
        raise OptionError("structured claims bring their own dates", place="--dates", remedy=remedy)
    from tocsin.pipeline.coded_claims import coded_corpus, without_unknown_indicators
    from tocsin.read.structured_claims import load_structured_claims

    question, template = _question(subject.question, request)
    on = day(request.as_of, "--as-of")
    claims = load_structured_claims(subject.path)
    if template is not None:
        claims = without_unknown_indicators(claims, template)
    with counting("extracting"):
        given, notes = coded_corpus(claims, workshop.extraction, workshop.engine, workshop.settings.engine)
    for note in notes:
        say(f"note: {clean(note)}")
    return Sitting(workshop, stamp, given, on, question, template, given.refusals, False)


def _on_case(workshop: Workshop, request: Request, stamp: Stamp, question_needed: bool) -> Sitting:
    if request.dates or request.date:
        remedy = "record dates with: tocsin add CASE --dates FILE"
        raise OptionError("a case keeps its own dates", place="--dates", remedy=remedy)
    question, template = _case_question(workshop.store, request, question_needed)
    seat = _sat(workshop, request, stamp, question, template, (day(request.as_of, "--as-of"), (), True))
    return taught(seat) if request.learned else seat


def taught(seat: Sitting) -> Sitting:
    """The sitting with what the case's rulings taught laid over its claims. Raises CaseError where it is none."""
    from tocsin.pipeline.learned_claims import last_learned, with_learned

    given, left_out = with_learned(seat.corpus, last_learned(seat.workshop.store))
    say(f"note: {left_out} claim{'' if left_out == 1 else 's'} left out by what was learned from rulings (--learned)")
    return replace(seat, corpus=given)


def _sat(
    workshop: Workshop,
    request: Request,
    stamp: Stamp,
    question: Question | None,
    template: Template | None,
    rest: tuple[date, tuple[Refusal, ...], bool],
) -> Sitting:
    as_of, refused, on_case = rest
    if request.claims is not None:
        given = corpus(replace(workshop, extraction=NoExtraction()))
        from tocsin.read.claims_jsonl import load_claims

        given = with_claims(given, load_claims(request.claims, given.documents))
    else:
        with counting("extracting"):
            given = corpus_for(workshop, question, template)
    if question is not None and not request.as_of and question.deadline <= as_of:
        say(f"note: the deadline, {question.deadline}, has passed; name the day to answer for with --as-of")
    return Sitting(workshop, stamp, given, as_of, question, template, (*refused, *given.refusals), on_case)


def _question(asked: str, request: Request) -> tuple[Question | None, Template | None]:
    if not asked and request.question_file is None:
        return None, None
    return build_question(asked, request.question, request.as_of)


def _case_question(store: CaseStore, request: Request, needed: bool) -> tuple[Question | None, Template | None]:
    question = store.question()
    if question is None and not needed:
        return None, None
    if question is None:
        raise CaseError(
            "the case has no question yet",
            place=store.location,
            remedy=f'ask one with: tocsin ask "QUESTION" --case {store.location}',
        )
    if request.question != QuestionOptions():
        return build_question(question.text, request.question)
    kept = store.output("template", question.id)
    template = codec.decode(kept, Template) if kept is not None else load_own_template(question.template)
    return resolved(question, store.decisions()), template


@dataclass(frozen=True)
class NoExtraction:
    """Finds nothing: for runs whose claims are handed in."""

    version: str = "none"

    def __call__(self, documents: tuple[object, ...]) -> tuple[Findings, ...]:
        return tuple(Findings() for _ in documents)
