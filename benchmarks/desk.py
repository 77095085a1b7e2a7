"""How quick the desk is on a large case: the server alone, and the page in a headless Chromium.

    python benchmarks/desk.py [--articles 10000] [--case CASE.tocsin] [--chromium /usr/bin/chromium] [--server-only]

The case is made by `desk_case.py` in the same process, so that what is laid in is found. Printed are, against the
figures to reach: question page interactive in 1 s, reader in 300 ms, search p95 in 100 ms, a step of the slider in
200 ms, and at most 300 kB of compressed JavaScript. Wall-clock times, and CPU seconds of the server's building.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import httpx
import uvicorn

import desk_case
from tocsin.model.settings import Settings
from tocsin.registry.embedders import build_embedder, build_standing_embedder
from tocsin.registry.stores import open_case
from tocsin.serve.app import build_app
from tocsin.serve.hub import Hub
from tocsin.serve.opening import Access, Opening
from tocsin.store.interface import CaseStore

AS_OF = date(2022, 10, 28)
WORDS = ("convoy", "Lukashenka", "border", "soldiers Brest", "Лукашенко", '"combat readiness"', "minist", "exercise")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ROUNDS = 40
VIEWS = (
    "carries",
    "indicators",
    "articles",
    "incidents",
    "contradictions",
    "said",
    "sources",
    "timeline",
    "numbers",
    "add",
    "brief",
    "scorecard",
    "log",
    "search",
)
# Milliseconds from the beginning of the navigation until the slider can be moved and nothing is waited for.
INTERACTIVE = """() => document.querySelector('main[data-view=question] input[type=range]')
  && !document.querySelector('main [aria-busy=true], main .busy') && performance.now()"""
ARRIVED = """const frame = () => new Promise(requestAnimationFrame);
  const arrived = async (path, settled) => {
    const there = () => performance.getEntriesByType('resource').some((each) => each.name.includes(path));
    while (!there() || !settled()) await frame();
    await frame();
  };"""
SLIDER = f"""async (day) => {{ {ARRIVED}
  const input = document.querySelector('main input[type=range]');
  performance.clearResourceTimings();
  const began = performance.now();
  input.value = Date.parse(day) / 864e5;
  input.dispatchEvent(new Event('input', {{ bubbles: true }}));
  await arrived('/api/days/' + day, () => true);
  return performance.now() - began; }}"""
READER = f"""async (key) => {{ {ARRIVED}
  performance.clearResourceTimings();
  const began = performance.now();
  location.hash = '#/reader/' + key;
  await arrived('/api/documents/' + key, () => document.querySelector('main [data-claim]')
    && !document.querySelector('main [aria-busy=true], main .busy'));
  return performance.now() - began; }}"""
SEARCH = """async (words) => {
  const began = performance.now();
  const answer = await fetch('/api/search?limit=20&q=' + encodeURIComponent(words), { cache: 'no-store' });
  await answer.json();
  return performance.now() - began; }"""


@dataclass(frozen=True)
class Served:
    """A desk that answers."""

    address: str
    hub: Hub


def main() -> None:
    """Make the case, serve it, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--claims-each", type=int, default=20)
    parser.add_argument("--relevant", type=float, default=0.1)
    parser.add_argument("--case", type=Path, help="Keep the case here; made where it is not there yet.")
    parser.add_argument("--chromium", type=Path, default=Path("/usr/bin/chromium"))
    parser.add_argument("--server-only", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = options.case or Path(scratch) / "big.tocsin"
        if not path.exists():
            desk_case.make(path, options.articles, options.claims_each, options.relevant)
        with served(path, Path(scratch)) as desk:
            measure_server(desk)
            if not options.server_only:
                measure_page(desk, options.chromium)
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


@contextmanager
def served(path: Path, scratch: Path) -> Iterator[Served]:
    """The desk on a case, once it is built and its answer is worked out."""
    embedder = build_embedder()

    @contextmanager
    def held() -> Iterator[CaseStore]:
        store = open_case(path)
        try:
            yield store
        finally:
            store.close()

    def now() -> datetime:
        return datetime.now(UTC)

    standing = build_standing_embedder(embedder, os.environ)
    opening = Opening("bench", held, embedder, Settings(), now, "benchmark", scratch, standing, AS_OF)
    hub = Hub(opening, Access(frozenset({"127.0.0.1"})))
    server = uvicorn.Server(uvicorn.Config(build_app(hub), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    busy, stage = time.process_time(), ""
    thread.start()
    while not hub.idle:
        if hub.failure:
            raise hub.failure
        told = (hub.building or {}).get("stage", "")
        if told != stage:
            print(f"{time.process_time() - busy:8.1f} CPU s  {told}", flush=True)
            stage = told
        time.sleep(0.2)
    print(f"{time.process_time() - busy:8.1f} CPU s  the desk answers", flush=True)
    hub.moment.judgement(AS_OF, patience=3600)
    print(f"{time.process_time() - busy:8.1f} CPU s  the answer of the day is worked out", flush=True)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", hub)
    finally:
        server.should_exit = True
        thread.join(20)


def measure_server(desk: Served) -> None:
    """Every kind of request, as the page makes it: the first one, and the median and 95 % of many."""
    chance = random.Random(1)
    with httpx.Client(base_url=desk.address, timeout=300) as client:
        case = client.get("/api/case").json()
        print(f"{case['counts']['documents']} articles, {case['counts']['claims']} claims")
        days = [row["as_of"] for row in client.get("/api/curve").json()["items"]]
        documents = list(desk.hub.moment.desk.documents)
        views: tuple[tuple[str, Callable[[], str]], ...] = (
            ("question", lambda: "/api/question"),
            ("curve", lambda: "/api/curve"),
            ("slider step", lambda: f"/api/days/{chance.choice(days)}"),
            ("reader", lambda: f"/api/documents/{chance.choice(documents)}"),
            ("search", lambda: f"/api/search?q={chance.choice(WORDS)}"),
            ("articles", lambda: "/api/documents"),
            ("claims", lambda: "/api/claims?relevant=true"),
            ("incidents", lambda: "/api/incidents"),
            ("board", lambda: "/api/board"),
            ("sources", lambda: "/api/sources"),
            ("lanes", lambda: "/api/lanes"),
            ("contradictions", lambda: "/api/conflicts"),
            ("places", lambda: "/api/places"),
            ("timeline", lambda: "/api/timeline"),
            ("what carries it", lambda: "/api/carries"),
            ("brief", lambda: "/api/brief"),
        )
        for name, path in views:
            times = [_timed(client, path()) for _ in range(ROUNDS if name != "brief" else 5)]
            _show(name, times)


def _timed(client: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    response = client.get(path)
    response.raise_for_status()
    return 1000 * (time.perf_counter() - began)


def _show(name: str, times: list[float]) -> None:
    ordered = sorted(times[1:] or times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:18s} first {times[0]:8.0f} ms   median {statistics.median(ordered):7.0f} ms   p95 {p95:7.0f} ms")


def measure_page(desk: Served, chromium: Path) -> None:
    """The page as a reader has it before him, each step until what came has been painted."""
    from playwright.sync_api import sync_playwright

    chance = random.Random(2)
    documents = chance.sample(list(desk.hub.moment.desk.documents), ROUNDS)
    days = chance.sample(sorted(desk.hub.moment.rows()), ROUNDS)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
        for name in ("question page, first", "question page, again"):
            page = browser.new_page()
            scripts = _scripts_of(page)
            page.goto(f"{desk.address}/#/question", wait_until="commit")
            ready = page.wait_for_function(INTERACTIVE, timeout=60_000).json_value()
            print(f"{name:22s} interactive {ready:6.0f} ms")
        _show("slider step in page", [page.evaluate(SLIDER, str(day)) for day in days])
        _show("search from page", [page.evaluate(SEARCH, chance.choice(WORDS)) for _ in range(ROUNDS)])
        _show("reader in page", [page.evaluate(READER, key) for key in documents])
        for view in VIEWS:
            page.goto(f"{desk.address}/#/{view}")
            page.wait_for_selector(f"main[data-view={view}] h1", timeout=60_000)
        print(f"JavaScript transferred for every view but the map: {sum(scripts.values()) / 1000:.0f} kB")
        browser.close()


def _scripts_of(page: Any) -> dict[str, int]:
    """Bytes of each script that the page is sent, as they come."""
    found: dict[str, int] = {}
    page.on("response", lambda response: found.setdefault(response.url, _script_bytes(response)))
    return found


def _script_bytes(response: Any) -> int:
    if "javascript" not in response.headers.get("content-type", ""):
        return 0
    return int(response.headers.get("content-length", 0))


if __name__ == "__main__":
    main()
