"""The engines that can run a stage over many documents."""

from __future__ import annotations

from pathlib import Path

from tocsin.engine.in_process import InProcess
from tocsin.engine.interface import Engine
from tocsin.engine.processes import Processes
from tocsin.model.settings import EngineSettings


def build_engine(settings: EngineSettings) -> Engine:
    """In this process where no workers are wanted, else over that many processes; with a folder for shards, by Daft,
    on this machine or on a cluster."""
    if settings.shards:
        return _distributed(settings)
    return Processes(settings.workers, settings.poison_limit) if settings.workers else InProcess()


def _distributed(settings: EngineSettings) -> Engine:
    from tocsin.engine.distributed import Distributed
    from tocsin.engine.shards import Shards
    from tocsin.model.findings import Findings
    from tocsin.registry.linking import link_classes
    from tocsin.registry.versions import stage_version

    classes = {**link_classes(), Findings.__name__: Findings}
    shards = Shards(Path(settings.shards), stage_version("extract"), classes)
    return Distributed(shards, classes, max(1, settings.workers), settings.cluster, settings.poison_limit)
