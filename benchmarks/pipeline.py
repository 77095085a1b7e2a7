"""The whole pipeline beside the bare spaCy parse of the same texts, in one run; and seconds for `brief`.

    python benchmarks/pipeline.py [FOLDER] [--copies N] [--workers N]

Each measurement runs in a process of its own, so that its peak memory is its own (with workers, theirs are added:
the sum of what each held at most). Texts are the demo reports unless a folder is named, each taken `--copies` times
with a number before it, so that no copy is known already.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tocsin

DEMO = Path(tocsin.__file__).parent / "data" / "demo" / "articles"
QUESTION = "Will Belarus's armed forces enter Russia's war against Ukraine before 2023-01-01?"
AS_OF = "2022-10-28"
READABLE = (".txt", ".html", ".htm")


def main() -> None:
    """Run every measurement and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--only", choices=["parse", "add", "brief", "again"], help=argparse.SUPPRESS)
    parser.add_argument("--case", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measured(options.only, options.folder, options.case, options.workers)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        texts, case = Path(scratch) / "texts", Path(scratch) / "bench.tocsin"
        count, characters = multiplied(options.folder, texts, options.copies)
        print(
            f"{count} articles, {characters / count / 1000:.1f} thousand characters each, {options.workers} workers"
        )
        make_case(case)
        words = {"parse": "bare spaCy parse", "add": "add (read, extract, keep)"}
        words |= {"brief": "brief (link, match, judge, compose)", "again": "brief again, nothing new"}
        for what, label in words.items():
            found = in_own_process(what, texts, case, options.workers)
            show(label, count if what in ("parse", "add") else 0, found)
            if what == "add" and options.workers:
                alone = case.with_name("alone.tocsin")
                make_case(alone)
                single = in_own_process(what, texts, alone, 0)
                show("add without workers", count, single)
                print(f"{options.workers} workers are {single['work'] / found['work']:.2f} times as fast")


def multiplied(folder: Path, target: Path, copies: int) -> tuple[int, int]:
    """Numbered copies of every readable file; how many, and their characters in all."""
    target.mkdir()
    characters = count = 0
    for path in sorted(path for path in folder.rglob("*") if path.suffix in READABLE):
        text = path.read_text(encoding="utf-8")
        for copy in range(copies):
            (target / f"{path.stem}-{copy}{path.suffix}").write_text(text, encoding="utf-8")
            characters, count = characters + len(text), count + 1
    return count, characters


def make_case(case: Path) -> None:
    """An empty case with the demo question."""
    words = [sys.executable, "-m", "tocsin", "ask", QUESTION, "--case", str(case)]
    subprocess.run(words, check=True, capture_output=True)


def in_own_process(what: str, texts: Path, case: Path, workers: int) -> dict[str, float]:
    """One measurement, in a process of its own."""
    words = [sys.executable, __file__, str(texts), "--only", what, "--case", str(case), "--workers", str(workers)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(what: str, texts: Path, case: Path, workers: int) -> dict[str, float]:
    """Seconds for getting ready, seconds and processor seconds of the work, peak memory; workers counted in."""
    began = time.perf_counter()
    work = parse(texts) if what == "parse" else command(what, texts, case, workers)
    ready, busy = time.perf_counter(), processor_seconds()
    work()
    done = time.perf_counter()
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    megabytes = (peaks[0] + peaks[1] * max(1, workers)) / 1024
    busy = processor_seconds() - busy
    return {"ready": ready - began, "work": done - ready, "processor": busy, "megabytes": megabytes}


def parse(texts: Path) -> Callable[[], None]:
    """The bare parse, with its models loaded."""
    from tocsin.text.language_pipeline import load_pipeline

    pipeline = load_pipeline()
    contents = [path.read_text(encoding="utf-8") for path in sorted(texts.iterdir())]

    def work() -> None:
        for _ in pipeline.pipe(contents, batch_size=16):
            pass

    return work


def command(what: str, texts: Path, case: Path, workers: int) -> Callable[[], None]:
    """A command as a user runs it: loading the models is part of its work."""
    from tocsin.cli.main import build_app

    words = ["brief", str(case), "--as-of", AS_OF, "--output", f"{case}.html"]
    if what == "add":
        words = ["add", str(case), str(texts), "--workers", str(workers)]

    def work() -> None:
        build_app()(words, standalone_mode=False)

    return work


def processor_seconds() -> float:
    """Processor time of this process and of its ended children."""
    return sum(os.times()[:4])


def show(label: str, count: int, found: dict[str, float]) -> None:
    """One line of the result."""
    rate = f"{count / found['work']:6.1f} articles/s" if count else ""
    print(
        f"{label:36} {found['work']:7.1f} s {found['processor']:7.1f} s processor {found['megabytes']:6.0f} MB"
        f" {rate:17} (ready after {found['ready']:.1f} s)"
    )


if __name__ == "__main__":
    main()
