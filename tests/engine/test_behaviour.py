"""What every engine does, whichever kind it is."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import engine_functions
import pytest

from tocsin.engine.distributed import Distributed
from tocsin.engine.in_process import InProcess
from tocsin.engine.interface import Engine
from tocsin.engine.processes import Processes
from tocsin.engine.shards import Shards
from tocsin.errors import EngineError, VocabularyError

# Daft leaves the pipe of a worker to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(params=["in-process", "processes", "distributed"], scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made: Engine
    if request.param == "distributed":
        pytest.importorskip("daft", reason="needs the extra [scale]")
        # Workers are programs of their own, which must find the functions.
        os.environ["PYTHONPATH"] = str(Path(engine_functions.__file__).parent)
        made = Distributed(Shards(tmp_path_factory.mktemp("shards"), "v1", {}), {}, workers=2)
    else:
        made = InProcess() if request.param == "in-process" else Processes(2)
    yield made
    made.close()


def test_results_come_in_order(engine: Engine) -> None:
    outcomes = list(engine.map(engine_functions.double, [[number, number + 1] for number in range(20)]))
    assert [outcome.index for outcome in outcomes] == list(range(20))
    assert [outcome.result for outcome in outcomes] == [[2 * n, 2 * n + 2] for n in range(20)]


def test_order_holds_where_the_first_takes_longest(engine: Engine) -> None:
    assert [outcome.result for outcome in engine.map(engine_functions.slow_first, [[0], [1], [2]])] == [0, 1, 2]


def test_no_batches_give_no_outcomes(engine: Engine) -> None:
    assert list(engine.map(engine_functions.double, [])) == []


def test_a_batch_that_fails_is_reported_and_the_rest_goes_on(engine: Engine) -> None:
    outcomes = list(engine.map(engine_functions.fail_on_three, [[1], [2, 3], [4]]))
    assert [outcome.result for outcome in outcomes] == [1, None, 4]
    failure = outcomes[1].failure
    assert isinstance(failure, EngineError)
    assert "three is not liked" in str(failure)


def test_errors_that_befall_every_batch_are_raised_whole(engine: Engine) -> None:
    with pytest.raises(VocabularyError) as caught:
        list(engine.map(engine_functions.malformed, [[1], [2]]))
    assert caught.value.place == "cues.toml"
    assert caught.value.remedy == "give it one"


def test_batches_are_taken_no_faster_than_they_are_worked_off(engine: Engine) -> None:
    endless = ([number] for number in itertools.count())
    first = list(itertools.islice(engine.map(engine_functions.double, endless), 5))
    assert [outcome.result for outcome in first] == [[0], [2], [4], [6], [8]]


def test_an_engine_serves_again_after_a_run_was_left_half_way(engine: Engine) -> None:
    next(iter(engine.map(engine_functions.double, [[1], [2], [3]])))
    assert [outcome.result for outcome in engine.map(engine_functions.double, [[7]])] == [[14]]
