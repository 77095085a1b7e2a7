"""`tocsin doctor`: whether everything is in place, and what to do where it isn't."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.exit_codes import CHECK_FAILED
from tocsin.cli.output import say, write_rows
from tocsin.errors import CaseError, OptionError, TocsinError

REPORTED = ("tocsin", "spacy", "onnxruntime", "sqlalchemy", "trafilatura", "numpy")
Finding = tuple[str, bool, str]


def doctor(
    case: Annotated[
        Path | None, typer.Argument(metavar="[CASE]", help="A case to examine too.", show_default=False)
    ] = None,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Make right what is worked out from originals."),
    ] = False,
    format: options.Rows = None,
) -> None:
    """Check the installation: Python, packages, language models and their weights; and a case, if one is named.

    Of a case: the file itself, the digests of the original bytes and texts, the log's chain, the full-text index and
    other rows that are worked out, and rulings that no longer fall on any claim.

    \b
    Examples:
        tocsin doctor
        tocsin doctor ruritania.tocsin
        tocsin doctor ruritania.tocsin --repair
    """
    if repair:
        _repair(case)
    findings = [*_installation(), *(_case(case) if case else ())]
    rows = [{"check": name, "result": "ok" if sound else "PROBLEM", "what": what} for name, sound, what in findings]
    write_rows(rows, format, None, "Examination")
    problems = sum(not sound for _, sound, _ in findings)
    if problems:
        say(f"{problems} problem{'s' if problems > 1 else ''} found")
        raise typer.Exit(CHECK_FAILED)
    say("everything is in place")


def _installation() -> Iterator[Finding]:
    suitable = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield "Python", suitable, f"{platform.python_version()} at {sys.executable}"
    for name in REPORTED:
        try:
            yield name, True, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, False, "not installed — reinstall tocsin"
    yield _tried("language pipeline", _pipeline)
    yield _tried("sentence vectors", _vectors)
    yield _tried("templates", _templates)
    yield _tried("gazetteer", _gazetteer)


def _tried(name: str, check: Callable[[], str]) -> Finding:
    try:
        return name, True, check()
    except TocsinError as error:
        return name, False, str(error)


def _pipeline() -> str:
    from tocsin.text.language_pipeline import load_pipeline, version_of

    return f"{version_of(load_pipeline())}, weights as expected"


def _vectors() -> str:
    from tocsin.text.vectors import load_minilm

    embedder = load_minilm()
    return f"{embedder.version}, {embedder.embed(['a test']).shape[1]} dimensions, weights as expected"


def _templates() -> str:
    from tocsin.assess.templates import load_templates

    return ", ".join(template.key for template in load_templates())


def _gazetteer() -> str:
    from tocsin.text.gazetteer import load_gazetteer

    return f"{len(load_gazetteer().countries)} countries"


def _repair(case: Path | None) -> None:
    from tocsin.registry.stores import open_case
    from tocsin.store.repairing import repair

    if case is None:
        raise OptionError(
            "there is no case to repair", place="--repair", remedy="name it: tocsin doctor CASE --repair"
        )
    store = open_case(case)
    try:
        for line in repair(store):
            say(f"repaired: {line}")
    finally:
        store.close()


def _case(path: Path) -> Iterator[Finding]:
    from tocsin.registry.stores import open_case
    from tocsin.store.integrity import problems
    from tocsin.store.repairing import derived_problems

    try:
        store = open_case(path)
    except CaseError as error:
        yield "case", False, str(error)
        return
    try:
        damage = store.damage()
        yield "file", not damage, "; ".join(damage[:5]) or "sound"
        found = problems(store)
        counts = store.counts()
        yield (
            "contents",
            not found,
            "; ".join(found) or f"{counts.documents} documents, digests and log as they should be",
        )
        derived = derived_problems(store)
        remedy = f" — mend with: tocsin doctor {path} --repair"
        yield "index", not derived, "; ".join(derived) + remedy if derived else f"{counts.claims} claims to be found"
        yield "question", store.question() is not None, _asked(store.question() is not None, path)
    except CaseError as error:
        yield "case", False, str(error)
        return
    finally:
        store.close()
    yield from _rulings(path)


def _asked(asked: bool, path: Path) -> str:
    return "asked" if asked else f'none yet — ask one with: tocsin ask "QUESTION" --case {path}'


def _rulings(path: Path) -> Iterator[Finding]:
    from tocsin.cli.request import Request
    from tocsin.cli.sitting import sitting
    from tocsin.pipeline.rulings import without_claim

    with sitting(Request(words=(str(path),)), question_needed=False) as seat:
        lost = without_claim(seat.corpus.documents, seat.corpus.extracted, seat.corpus.decisions)
    words = "; ".join(f"ruling {each.id} ({each.target}) falls on no claim any more" for each in lost)
    yield "rulings", not lost, words or "each falls on a claim"
