"""Jobs: work that takes longer than a request, one after the other, with its progress told."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tocsin.errors import TocsinError
from tocsin.pipeline.adding import Filling, add
from tocsin.read.dates import DateHints
from tocsin.registry.engines import build_engine
from tocsin.registry.extraction import build_extraction
from tocsin.serve.refusals import refused

if TYPE_CHECKING:
    from tocsin.serve.hub import Hub

MOST_WAITING = 20
MOST_KEPT = 200


@dataclass
class Job:
    """One piece of work. `folder` holds its inputs and goes when it is done."""

    id: str
    kind: str
    by: str
    folder: Path
    total: int
    started_at: str
    hints: DateHints = field(default_factory=DateHints)
    status: str = "waiting"
    stage: str = "waiting"
    done: int = 0
    name: str = ""
    ended_at: str | None = None
    added: int = 0
    known: int = 0
    claims: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    message: str = ""

    def row(self) -> dict[str, Any]:
        """The job as it is told."""
        hidden = ("folder", "hints")
        return {name: value for name, value in vars(self).items() if name not in hidden}


class Jobs:
    """A queue with one worker, because a case has one writer."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._jobs: dict[str, Job] = {}
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._worker = threading.Thread(target=self._work, name="tocsin-jobs", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._worker.start()

    def close(self) -> None:
        """Stop after the job at hand."""
        self._queue.put(None)

    def add(self, by: str, folder: Path, total: int, hints: DateHints) -> Job:
        """Have the files of a folder read into the case. Raises Refused where too much waits already."""
        with self._lock:
            waiting = sum(job.status == "waiting" for job in self._jobs.values())
            if waiting >= MOST_WAITING:
                raise refused(429, "too-many", "too many jobs wait", remedy="wait until some are done")
            job = Job(f"j{len(self._jobs) + 1}", "add", by, folder, total, self._now(), hints)
            self._jobs[job.id] = job
        self._queue.put(job)
        self._tell(job)
        return job

    def all(self) -> list[Job]:
        """The jobs, the newest first."""
        return list(reversed(self._jobs.values()))[:MOST_KEPT]

    def get(self, key: str) -> Job:
        """The job of an id. Raises Refused."""
        found = self._jobs.get(key)
        if found is None:
            raise refused(404, "not-found", "no such job", value=key, place="job", remedy="see /api/jobs")
        return found

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                job.status, job.stage = "running", "reading"
                self._tell(job)
                self._fill(job)
                job.status, job.stage = "done", "done"
            except TocsinError as error:
                job.status, job.message = "failed", str(error)
            except Exception as error:
                job.status, job.message = "failed", f"a fault in Tocsin itself: {type(error).__name__}"
            finally:
                shutil.rmtree(job.folder, ignore_errors=True)
                job.ended_at = self._now()
                self._tell(job)

    def _fill(self, job: Job) -> None:
        opening = self._hub.opening
        engine = build_engine(opening.settings.engine)
        try:
            with self._hub.writing(f"{job.total} added") as store:
                stamp = self._hub.stamp(job.by)
                extraction = build_extraction(opening.settings.extract)
                filling = Filling(store, extraction, engine, stamp, opening.settings, job.hints)
                made = add(filling, [str(job.folder)], self._advance(job))
        finally:
            engine.close()
        job.added, job.known, job.claims = len(made.new), len(made.known), made.claims
        job.documents = [document.id for document in (*made.new, *made.known)]
        job.done = job.total
        job.refused = [
            {"name": each.name, "location": each.name, "reason": each.reason, "remedy": each.remedy}
            for each in made.refused
        ]

    def _advance(self, job: Job) -> Callable[[Any], None]:
        def advance(document: Any) -> None:
            job.done += 1
            job.name, job.stage = document.name, "reading"
            self._tell(job)

        return advance

    def _tell(self, job: Job) -> None:
        self._hub.events.tell("job", job.row())

    def _now(self) -> str:
        return self._hub.opening.now().isoformat()
