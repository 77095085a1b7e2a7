"""Plain functions for engines to run: spawned workers import them from here."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tocsin.errors import VocabularyError


def double(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


def slow_first(batch: list[int]) -> int:
    """The first batch takes longest, so that outcomes are done out of order."""
    time.sleep(0.2 if batch[0] == 0 else 0)
    return batch[0]


def fail_on_three(batch: list[int]) -> int:
    if 3 in batch:
        raise ValueError("three is not liked")
    return sum(batch)


def malformed(batch: list[int]) -> int:
    raise VocabularyError("a cue without a stance", value="grumble", place="cues.toml", remedy="give it one")


def process_id(batch: list[int]) -> int:
    return os.getpid()


def die_on_three(batch: list[int]) -> int:
    if 3 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(batch)


def die_once(batch: tuple[int, str]) -> int:
    """Kills its worker the first time: a file marks that it has."""
    number, marker = batch
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def linger(batch: str) -> int:
    """Notes its process id in a file and stays."""
    Path(batch).write_text(str(os.getpid()))
    time.sleep(60)
    return 0
