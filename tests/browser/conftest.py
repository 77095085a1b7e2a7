"""The desk on a small case, served for real, and a browser that looks at it. Without Chromium these tests skip."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from desk_world import make_case, make_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
Open = Callable[..., "Page"]


class Shown:
    """A desk that is served: its address, and what the pages opened on it complained of."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def at(self, place: str = "") -> str:
        """The address of a place on the page."""
        return f"{self.address}/#/{place}"


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("TOCSIN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("there is no Chromium here; install it or name one in TOCSIN_CHROMIUM")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """A desk on a small case, on a free port of this machine. What one test rules the next one finds."""
    folder = tmp_path_factory.mktemp("shown")
    scratch = folder / "scratch"
    scratch.mkdir()
    yield from served(make_case(folder / "orlo.tocsin"), scratch)


def served(case: Path, scratch: Path) -> Iterator[Shown]:
    """Serves a case from a thread until it is no longer needed."""
    from uvicorn import Config, Server

    from tocsin.serve.app import build_app

    app = build_app(make_hub(case, scratch))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = Server(Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        built(f"http://127.0.0.1:{port}/api/case", deadline)
        yield Shown(f"http://127.0.0.1:{port}")
        server.should_exit = True
        thread.join(timeout=10)


def built(address: str, deadline: float) -> None:
    """Waits until the first answer stands, so that the page has nothing to wait for."""
    while time.monotonic() < deadline:
        with urlopen(address) as answer:
            if json.load(answer)["state"]:
                return
        time.sleep(0.1)


@pytest.fixture(scope="module")
def opened(browser: Browser, shown: Shown) -> Iterator[Page]:
    """One window for the tests of a module: opening the page anew for each costs more than what they look at."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    watch(page, shown)
    yield page
    context.close()


@pytest.fixture
def page(opened: Page, shown: Shown) -> Iterator[Page]:
    """The window as somebody finds it who begins; what it shows must not complain."""
    shown.complaints.clear()
    opened.set_viewport_size(WIDE)  # type: ignore[arg-type]
    opened.emulate_media(color_scheme="light", reduced_motion="reduce")
    if opened.locator("dialog, .mode, .notice").count():
        opened.reload()
    yield opened
    assert not shown.complaints


def watch(page: Page, shown: Shown) -> None:
    """Keeps what the page complains of and asks for."""
    page.set_default_timeout(40_000)
    page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    page.on("request", lambda request: shown.requests.append(request.url))

    def said(message: Any) -> None:
        if message.type == "error" and "409" not in message.text:
            shown.complaints.append(message.text)

    page.on("console", said)


@pytest.fixture
def go(page: Page, shown: Shown) -> Callable[[str], Page]:
    """Opens a place of the desk and waits until it is there."""

    def opened(place: str) -> Page:
        page.goto(shown.at(place))
        ready(page, place)
        return page

    return opened


def ready(page: Page, place: str) -> None:
    """Waits until the view has its heading and loads nothing any more."""
    view = place.partition("?")[0].partition("/")[0]
    page.wait_for_selector(f"main[data-view={view}] h1")
    page.wait_for_function("() => !document.querySelector('main [aria-busy=true], main .busy')")
