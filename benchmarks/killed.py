"""Kill -9 at many random moments of loading a case, resume each time, and compare with a load that nobody disturbed.

    python benchmarks/killed.py [--kills 200] [--articles 400]

A process reads articles of a folder into a case through the pipeline, with an extraction that finds every sentence.
It is killed by its id at a random moment of its work, and the next one resumes. In the end every row of the case is
compared with one that was filled in one go: documents, claims, originals, the log.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import write_articles
from tocsin.store.copying import differences
from tocsin.store.integrity import problems
from tocsin.store.repairing import derived_problems
from tocsin.store.sqlite import create_case, open_case

SUPPORT = Path(__file__).parents[1] / "tests" / "support"
SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from plain_extraction import PlainExtraction
from tocsin.engine.in_process import InProcess
from tocsin.model.settings import EngineSettings, ReadSettings, Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.adding import Filling, add
from tocsin.store.sqlite import open_case

store = open_case(Path(sys.argv[1]))
stamp = Stamp("Ada", datetime(2031, 5, 2, 9, 30, tzinfo=UTC))
settings = Settings(engine=EngineSettings(batch_documents=4))
print("ready", flush=True)
add(Filling(store, PlainExtraction(), InProcess(), stamp, settings), [sys.argv[2]])
store.close()
print("done", flush=True)
"""


def main() -> None:
    """Load once in peace and once under fire."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--longest", type=float, default=1.0, help="seconds of work before a kill, at most")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = write_articles(Path(scratch) / "in", options.articles)
        whole, broken = Path(scratch) / "whole.tocsin", Path(scratch) / "broken.tocsin"
        for path in (whole, broken):
            create_case(path).close()
        peaceful = start(whole, folder)
        peaceful.communicate()
        chance = random.Random(20310502)
        landed, counts = 0, [0]
        for _ in range(options.kills):
            landed += killed(broken, folder, chance.uniform(0, options.longest))
            counts.append(documents(broken))
            assert counts[-1] >= counts[-2], "a document was lost"
            if counts[-1] == options.articles:
                broken.unlink()
                create_case(broken).close()
                counts.append(0)
        print(f"{landed} of {options.kills} kills fell in the midst of a load")
        start(broken, folder).communicate()
        report(whole, broken)


def start(case: Path, folder: Path) -> subprocess.Popen[str]:
    """A process that fills a case from a folder."""
    words = [sys.executable, "-c", SCRIPT, str(case), str(folder), str(SUPPORT)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def killed(case: Path, folder: Path, after: float) -> bool:
    """Fill, and kill it some time after it began; whether it was still at work."""
    with start(case, folder) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        at_work = process.poll() is None
        process.kill()
    return at_work


def documents(case: Path) -> int:
    """How many documents are kept, in a case that must be sound."""
    store = open_case(case)
    found = (*problems(store), *derived_problems(store), *store.damage())
    assert not found, found
    count = store.counts().documents
    store.close()
    return count


def report(whole: Path, broken: Path) -> None:
    """What was lost, doubled or different."""
    a, b = open_case(whole), open_case(broken)
    lost = len(a.in_force()) - len(set(b.in_force()) & set(a.in_force()))
    doubled = len(b.documents()) - len(set(b.in_force()))
    with a.reading() as one, b.reading() as other:
        unlike = [line for line in differences(one, other) if not line.startswith("counters")]
    print(f"{len(a.in_force())} articles: {lost} lost, {doubled} doubled, {len(unlike)} rows differ")
    a.close()
    b.close()


if __name__ == "__main__":
    main()
