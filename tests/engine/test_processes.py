"""What only worker processes can suffer: being killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import engine_functions
import pytest

from tocsin.engine.processes import Processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


@pytest.fixture
def engine() -> Iterator[Processes]:
    made = Processes(2, poison_limit=2)
    yield made
    made.close()


def test_a_worker_killed_by_its_id_costs_nothing(engine: Processes) -> None:
    outcomes = engine.map(engine_functions.process_id, [[number] for number in range(30)])
    worker = next(outcomes).result
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    rest = list(outcomes)
    assert [outcome.index for outcome in rest] == list(range(1, 30))
    assert all(outcome.failure is None for outcome in rest)


def test_a_poison_batch_is_set_aside_and_the_rest_goes_on(engine: Processes) -> None:
    outcomes = list(engine.map(engine_functions.die_on_three, [[number] for number in range(9)]))
    assert [outcome.result for outcome in outcomes] == [0, 1, 2, None, 4, 5, 6, 7, 8]
    failure = outcomes[3].failure
    assert failure is not None
    assert "lost" in str(failure)


def test_a_batch_that_dies_once_is_done_the_second_time(engine: Processes, tmp_path: Path) -> None:
    batches = [(number, str(tmp_path / "died")) for number in range(6)]
    assert [outcome.result for outcome in engine.map(engine_functions.die_once, batches)] == list(range(6))


def test_a_limit_of_one_still_does_not_blame_bystanders(tmp_path: Path) -> None:
    engine = Processes(2, poison_limit=1)
    outcomes = list(engine.map(engine_functions.die_on_three, [[number] for number in range(6)]))
    assert [outcome.index for outcome in outcomes if outcome.failure] == [3]
    engine.close()


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "import engine_functions\n"
        "from tocsin.engine.processes import Processes\n"
        "if __name__ == '__main__':\n"
        f"    list(Processes(1).map(engine_functions.linger, [{str(note)!r}]))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code)
    support = Path(__file__).parents[1] / "support"
    parent = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(support)})
    worker = _soon(lambda: int(note.read_text()) if note.exists() and note.read_text() else None)
    parent.kill()
    parent.wait()
    assert _soon(lambda: None if _alive(worker) else 1)


def _soon(look: Callable[[], int | None]) -> int:
    for _ in range(400):
        if (found := look()) is not None:
            return int(found)
        time.sleep(0.05)
    raise AssertionError("it did not come about in 20 seconds")


def _alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process_id}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")
