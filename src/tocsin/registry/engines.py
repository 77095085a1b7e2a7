"""The engines that can run a stage over many documents."""

from __future__ import annotations

from tocsin.engine.in_process import InProcess
from tocsin.engine.interface import Engine
from tocsin.engine.processes import Processes
from tocsin.model.settings import EngineSettings


def build_engine(settings: EngineSettings) -> Engine:
    """In this process where no workers are wanted, else over that many processes."""
    return Processes(settings.workers, settings.poison_limit) if settings.workers else InProcess()
