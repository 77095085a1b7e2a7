"""A case of many generated claims: time an article as it grows, memory, and how quickly things are found in it.

    python benchmarks/big_case.py [--articles 100000] [--keep CASE.tocsin]

100,000 articles of 20 claims make a case of 2,000,000 claims. Loading is measured in processor seconds, one stretch
after the other; searches in seconds as a user waits for them, by 200 different questions each. With `--keep`, a case
that is there already is only searched.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generated import DEEDS, ENDINGS, FAMILY, GIVEN, KINDS, SIDES, TOWNS, WHO, read_with_claims
from tocsin.model.finding import ClaimFilter, DocumentFilter
from tocsin.model.incoming import Incoming
from tocsin.model.interval import of_month
from tocsin.model.stamp import Stamp
from tocsin.store.sqlite import SqliteStore, create_case, open_case

STAMP = Stamp("benchmark", datetime(2031, 5, 2, tzinfo=UTC))
BATCH = 50
QUESTIONS = 200


def main() -> None:
    """Load, then search."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--claims-each", type=int, default=20)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = options.keep or Path(scratch) / "big.tocsin"
        if path.exists():
            store = open_case(path)
        else:
            store = create_case(path)
            load(store, options.articles, options.claims_each)
        search(store)
        store.close()


def load(store: SqliteStore, articles: int, claims_each: int) -> None:
    """Fill a case, and print the processor time an article takes as the case grows.

    After every stretch the same is measured in a new case of the first 1,000 articles, so that a machine that has
    become slower is not taken for a case that has.
    """
    stretch = max(BATCH, articles // 10)
    for start in range(0, articles, stretch):
        cost = filled(store, start, min(stretch, articles - start), claims_each)
        with tempfile.TemporaryDirectory() as scratch:
            small = create_case(Path(scratch) / "small.tocsin")
            control = filled(small, 0, min(1_000, articles), claims_each)
            small.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{start + stretch:8} articles: {cost * 1000:6.2f} ms each, {control * 1000:6.2f} ms in a case of 1,000 "
            f"({cost / control:.2f}×), peak {peak:.0f} MB",
            flush=True,
        )
    counts = store.counts()
    print(f"{counts.documents} documents, {counts.claims} claims, {counts.bytes / 1e9:.2f} GB")


def filled(store: SqliteStore, start: int, articles: int, claims_each: int) -> float:
    """Processor seconds for each of these articles, their making left out."""
    busy = 0.0
    waiting: list[Incoming] = []
    for number, (made, document, claims) in enumerate(read_with_claims(articles, claims_each, start), start=1):
        waiting.append(Incoming(made, document, "generated", claims))
        if len(waiting) == BATCH or number == articles:
            began = time.process_time()
            store.add_all(waiting, STAMP)
            busy += time.process_time() - began
            waiting = []
    return busy / articles


def search(store: SqliteStore) -> None:
    """Ask many different questions of each kind, and print how long they took."""
    chance = random.Random(7)

    def name() -> str:
        return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{chance.choice(ENDINGS)}"

    def month() -> ClaimFilter:
        return ClaimFilter(source=name(), when=of_month(2031 + chance.randrange(2), chance.randrange(1, 13)))

    def deed() -> str:
        return f"{chance.choice(WHO).split()[-1]} {chance.choice(DEEDS).split()[0]} {chance.choice(TOWNS)}"

    kinds: tuple[tuple[str, Callable[[], object]], ...] = (
        ("claims of a source in a month", lambda: store.find_claims(month())),
        ("one rare word (a surname)", lambda: store.find_claims(ClaimFilter(text=name().split()[1]))),
        ("one common word", lambda: store.find_claims(ClaimFilter(text=chance.choice(TOWNS)))),
        ("three words", lambda: store.find_claims(ClaimFilter(text=deed()))),
        ("a phrase", lambda: store.find_claims(ClaimFilter(text=f'"near {chance.choice(TOWNS)}"'))),
        ("articles by two words", lambda: store.find_documents(
            DocumentFilter(text=f"{name().split()[1]} {chance.choice(TOWNS)}"))),
        ("a side and kind in a month", lambda: store.find_claims(
            ClaimFilter(side=chance.choice(SIDES), kind=chance.choice(KINDS), when=month().when))),
        ("a word of a source", lambda: store.find_claims(ClaimFilter(text=chance.choice(TOWNS), source=name()))),
        ("newest claims, a late page", lambda: store.find_claims(ClaimFilter(), offset=chance.randrange(2_000))),
        ("a source's spellings", lambda: store.voices(name().split()[1])),
    )  # fmt: skip
    for label, ask in kinds:
        show(label, timed(ask))


def timed(ask: Callable[[], object]) -> list[float]:
    """Seconds that each of many questions took."""
    taken = []
    for _ in range(QUESTIONS):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return sorted(taken)


def show(label: str, taken: Sequence[float]) -> None:
    """Median, 95th of a hundred, and the worst, in milliseconds."""
    half, most = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(
        f"{label:34} p50 {half * 1e3:7.1f} ms   p95 {most * 1e3:7.1f} ms   worst {taken[-1] * 1e3:7.1f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
