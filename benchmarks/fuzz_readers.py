"""Mutated inputs over all readers, printed: what became of each, and how long the slowest took.

    python benchmarks/fuzz_readers.py [--inputs 20000] [--seed 7]

The files are made here, with sentences of our own, and changed at random from a seed. An input counts as a crash
where anything is raised in the parent, and as a hang where it takes more than two minutes by the clock, which is more
than the reader lets any input have (ten times its limit of processor time, because other programs run as well).
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from made_files import every_kind
from mutations import mutated
from reading_outcomes import outcomes

from tocsin.model.settings import ReadSettings
from tocsin.read.limited import LimitedReader

HANG_SECONDS = 120.0


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as name, LimitedReader(ReadSettings(parse_seconds=10)) as reader:
        folder = Path(name)
        seeds = every_kind(folder)
        for number in range(given.inputs):
            kind = list(seeds)[number % len(seeds)]
            chance = random.Random(f"{given.seed}:{number}")
            content = mutated(chance, seeds[kind])
            took = _one(number, kind, content, folder, reader, tallies[kind])
            slowest[kind] = max(slowest[kind], took)
    _print(tallies, slowest, given)
    total = sum(tallies.values(), Counter[str]())
    sys.exit(1 if total["crashes"] or total["hangs"] or total["unclear"] else 0)


def _one(number: int, kind: str, content: bytes, folder: Path, reader: LimitedReader, tally: Counter[str]) -> float:
    path = folder / kind
    path.write_bytes(content)
    started = time.perf_counter()
    tally["inputs"] += 1
    try:
        tally.update(outcomes(path, reader))
    except AssertionError as error:
        tally["unclear"] += 1
        print(f"input {number} ({kind}): not a clear line: {error}", file=sys.stderr)
    except BaseException:
        tally["crashes"] += 1
        print(f"input {number} ({kind}) crashed the parent:\n{traceback.format_exc()}", file=sys.stderr)
    took = time.perf_counter() - started
    tally["hangs"] += took > HANG_SECONDS
    return took


def _print(tallies: dict[str, Counter[str]], slowest: dict[str, float], given: argparse.Namespace) -> None:
    names = ("inputs", "documents", "refusals", "notices", "crashes", "hangs", "unclear")
    ended = ("refused: took more than", "refused: broke down", "refused: no usable answer")
    print(f"{given.inputs} mutated inputs, seed {given.seed}")
    print(f"{'kind':16}" + "".join(f"{name:>11}" for name in names) + f"{'children':>11}{'slowest s':>11}")
    total: Counter[str] = Counter()
    for kind, tally in tallies.items():
        total.update(tally)
        lost = sum(tally[name] for name in ended)
        print(f"{kind:16}" + "".join(f"{tally[name]:>11}" for name in names) + f"{lost:>11}{slowest[kind]:>11.2f}")
    lost = sum(total[name] for name in ended)
    print(
        f"{'all':16}" + "".join(f"{total[name]:>11}" for name in names) + f"{lost:>11}{max(slowest.values()):>11.2f}"
    )
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print("CPU seconds: parent {:.0f}, children {:.0f}".format(*(each.ru_utime + each.ru_stime for each in used)))
    print(f"peak memory: parent {used[0].ru_maxrss / 1024:.0f} MB, a child {used[1].ru_maxrss / 1024:.0f} MB")
    print("children: inputs that cost a child process its life, each refused with a line and followed by the next")


if __name__ == "__main__":
    main()
