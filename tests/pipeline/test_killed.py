"""Killing the process at any point of filling a case leaves a case that opens and continues."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reports import write_reports

from tocsin.store.integrity import problems
from tocsin.store.sqlite import create_case, open_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

SUPPORT = Path(__file__).parents[1] / "support"
SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from plain_extraction import PlainExtraction
from tocsin.engine.in_process import InProcess
from tocsin.model.settings import EngineSettings, Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.adding import Filling, add
from tocsin.store.sqlite import open_case

case, folder = sys.argv[1:]
store = open_case(Path(case))
stamp = Stamp("Ada", datetime(2031, 5, 2, 9, 30, tzinfo=UTC))
settings = Settings(engine=EngineSettings(batch_documents=2))
filling = Filling(store, PlainExtraction(pause=0.004), InProcess(), stamp, settings)
add(filling, [folder], lambda document: print(document.name, flush=True))
store.close()
"""
ROUNDS = 10


def start(case: Path, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(SUPPORT)}
    words = [sys.executable, "-c", SCRIPT, str(case), str(folder)]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)


def content(case: Path) -> list[tuple[str, str]]:
    store = open_case(case)
    try:
        assert problems(store) == ()
        assert store.damage() == ()
        with store.reading() as connection:
            claims = connection.exec_driver_sql("SELECT document_id, json FROM claims ORDER BY json").all()
            documents = connection.exec_driver_sql("SELECT id, json FROM documents ORDER BY number").all()
            entries = connection.exec_driver_sql("SELECT subject, digest FROM log ORDER BY number").all()
        return [(str(a), str(b)) for a, b in (*documents, *claims, *entries)]
    finally:
        store.close()


def test_killed_ten_times_and_resumed_it_equals_an_uninterrupted_run(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 60)
    whole, broken = tmp_path / "whole.tocsin", tmp_path / "broken.tocsin"
    create_case(whole).close()
    create_case(broken).close()
    with start(whole, folder) as process:
        process.communicate()
    assert process.returncode == 0

    moments = random.Random(20310502)
    counts = []
    for _ in range(ROUNDS):
        with start(broken, folder) as process:
            assert process.stdout is not None
            for _ in range(moments.randrange(6)):
                process.stdout.readline()
            time.sleep(moments.uniform(0.0, 0.02))
            process.kill()
        store = open_case(broken)
        counts.append(len(store.documents()))
        assert problems(store) == ()
        store.close()
    assert counts == sorted(counts), "nothing that was in is lost"
    assert 0 < counts[-1] < len(whole_content := content(whole)), "the killing fell in the midst of the work"
    with start(broken, folder) as process:
        process.communicate()
    assert process.returncode == 0
    assert content(broken) == whole_content
