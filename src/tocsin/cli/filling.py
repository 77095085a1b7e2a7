"""Filling a case from the command line: what is opened for it, and what is told of it afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.clock import stamp_now
from tocsin.cli.extraction import extraction_of, for_asking, report_account
from tocsin.cli.output import clean, say
from tocsin.cli.settings import load_settings
from tocsin.model.notice import Notice
from tocsin.model.refusal import Refusal
from tocsin.pipeline.adding import Added, Filling
from tocsin.registry.engines import build_engine
from tocsin.registry.stores import open_case

_SHOWN_SINGLY = 25
_REASONS_SHOWN = 12


@dataclass(frozen=True)
class Given:
    """What the command line says of how to fill a case. Empty and None mean not given."""

    case: Path
    settings: Path | None = None
    workers: int | None = None
    extractor: str | None = None
    author: str = ""


@contextmanager
def filling_of(given: Given) -> Iterator[Filling]:
    """A case opened to be filled; closed afterwards, when what asking a language model came to is told."""
    from tocsin.cli.options import Extractor

    extractor = Extractor(given.extractor) if given.extractor else None
    knobs = for_asking(load_settings(given.settings, given.workers, extractor))
    store = open_case(given.case)
    engine = build_engine(knobs.engine)
    account = None
    try:
        extraction, account = extraction_of(knobs, store)
        yield Filling(store, extraction, engine, stamp_now(given.author), knobs)
    finally:
        report_account(account, knobs)
        engine.close()
        store.close()


def report_notices(notices: Sequence[Notice]) -> None:
    """One line for each thing that a person should know of the inputs; what is said of many is said once."""
    by_words = Counter(notice.words for notice in notices)
    for notice in notices:
        count = by_words.pop(notice.words, 0)
        if count > 3:
            say(f"note: {count} inputs: {notice.words}")
        elif count:
            for each in notices:
                if each.words == notice.words:
                    say(f"note: {clean(str(each))}")


def report_refusals(refused: Sequence[Refusal], case: Path | None = None) -> None:
    """One line on standard error for each input that was refused; of very many, the first and then the reasons."""
    for refusal in refused[:_SHOWN_SINGLY]:
        say(f"refused: {clean(str(refusal))}")
    rest = Counter(refusal.reason.partition(" (")[0] for refusal in refused[_SHOWN_SINGLY:])
    if not rest:
        return
    for reason, count in rest.most_common(_REASONS_SHOWN):
        say(f"refused: {count} more: {clean(reason)}")
    left = sum(rest.values()) - sum(count for _, count in rest.most_common(_REASONS_SHOWN))
    if left:
        say(f"refused: {left} more for other reasons")
    if case is not None:
        say(f"all of them: tocsin documents {case} --refused")


def summary(added: Added, dated: int = 0) -> str:
    """What one filling did, in one line."""
    versions = sum(document.id in {each.id for each in added.new} for document in added.versions)
    parts = [f"{len(added.new)} added with {added.claims} claims"]
    if versions:
        parts.append(f"{versions} of them later versions of pages")
    if added.known:
        parts.append(f"{len(added.known)} there already")
    if dated:
        parts.append(f"{dated} given a date")
    parts.append(f"{len(added.refused)} refused")
    return ", ".join(parts)
