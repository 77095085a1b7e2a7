"""Inputs of every kind from the command line: what is told, what is refused, what is fetched and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hostile_server
import made_files as made
import pytest

from tocsin.model.settings import FetchSettings
from tocsin.read.web.client import GuardedClient
from tocsin.read.web.polite import Clock, PoliteFetcher


@pytest.fixture(scope="module")
def server() -> Iterator[hostile_server.Server]:
    with hostile_server.serving() as running:
        yield running


@pytest.fixture
def local(server: hostile_server.Server, monkeypatch: pytest.MonkeyPatch) -> hostile_server.Server:
    """Commands that fetch reach the server on this machine, and nothing else."""

    def build(settings: FetchSettings, asked: bool | None = None) -> PoliteFetcher | None:
        if not (settings.enabled if asked is None else asked):
            return None
        permitted = frozenset({("127.0.0.1", server.port)})
        client = GuardedClient(
            settings, lambda: datetime(2031, 5, 2, 12, tzinfo=UTC), lambda host, port: ("127.0.0.1",), permitted
        )
        return PoliteFetcher(client, settings, Clock(lambda: 0.0, lambda seconds: None))

    monkeypatch.setattr("tocsin.cli.fetching.build_fetcher", build)
    return server


def test_a_table_and_an_archive(run: Any, own_case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(made.table())
    (tmp_path / "b.warc.gz").write_bytes(made.warc(packed=True))
    added = run("add", own_case, tmp_path)
    assert added.code == 0
    assert "columns taken as text=body, title=headline, published=date" in added.err
    assert "answers with status 404 (1)" in added.err
    listed = [json.loads(line) for line in run("documents", own_case, "--format", "jsonl").out.splitlines()]
    assert {"a:2", "malva.example/2031/05/road"} <= {row["name"] for row in listed}
    shown = run("versions", own_case, made.URL, "--format", "jsonl").out
    assert [json.loads(line)["what"] for line in shown.splitlines()][:2] == ["first", "changed"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("text=story", "the table has no such column (story"),
        ("body", "not a mapping of a column"),
        ("x=body", "FIELD"),
    ],
)
def test_columns_that_do_not_do(run: Any, own_case: Path, tmp_path: Path, columns: str, words: str) -> None:
    (tmp_path / "a.csv").write_bytes(made.table())
    failed = run("add", own_case, tmp_path / "a.csv", "--columns", columns)
    assert failed.code == 2
    assert words in failed.err


def test_nothing_is_fetched_unless_it_is_asked_for(run: Any, own_case: Path, tmp_path: Path, local: Any) -> None:
    (tmp_path / "list.txt").write_text(f"{local.url('/page')}\n")
    before = len(local.requests)
    for more in ((), ("--no-fetch",)):
        failed = run("add", own_case, tmp_path / "list.txt", local.url("/page"), *more)
        assert failed.code == 2
        assert "names 1 article by address, and addresses are not fetched" in failed.err
        assert "turn fetching on with --fetch" in failed.err
    assert len(local.requests) == before


def test_pages_are_fetched_where_it_is(run: Any, own_case: Path, tmp_path: Path, local: Any) -> None:
    paths = ("/page", "/private", "/to-metadata", "/bomb", "/missing")
    (tmp_path / "list.txt").write_text("".join(f"{local.url(path)}\n" for path in paths))
    added = run("add", own_case, tmp_path / "list.txt", "--fetch")
    assert added.code == 1
    for words in ("robots.txt asks", "not fetched", "larger than", "status 404", "1 added", "4 refused"):
        assert words in added.err
    assert "169.254" in run("documents", own_case, "--refused", "--format", "jsonl").out


def test_settings_turn_fetching_on(run: Any, own_case: Path, tmp_path: Path, local: Any) -> None:
    (tmp_path / "s.toml").write_text("[fetch]\nenabled = true\nmaximum_pages = 1\n")
    added = run("add", own_case, local.url("/page"), local.url("/packed"), "--settings", tmp_path / "s.toml")
    assert "1 added" in added.err
    assert "more than 1 pages in one run" in added.err


def test_follow_one_round(run: Any, own_case: Path, local: Any) -> None:
    feed = local.url("/page")
    first = run("follow", own_case, feed, "--once")
    assert first.code == 0
    assert "1 added" in first.err
    assert "next at" in first.err
    assert "0 added" in run("follow", own_case, feed, "--once").err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rss.xml",), "not the address of a feed"),
        (("https://a.example/rss", "--every", "often"), "not a stretch of time"),
    ],
)
def test_follow_names_what_is_wrong(run: Any, own_case: Path, words: tuple[str, ...], message: str) -> None:
    failed = run("follow", own_case, *words, "--once")
    assert failed.code == 2
    assert message in failed.err


def test_watch_once(run: Any, own_case: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(made.TEXT)
    assert "1 added" in run("watch", own_case, tmp_path / "in", "--once").err
    assert "added" not in run("watch", own_case, tmp_path / "in", "--once").err
    assert "not a folder" in run("watch", own_case, tmp_path / "out", "--once").err


def test_very_many_refusals_are_summed_up(run: Any, own_case: Path, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(made.TEXT)
    added = run("add", own_case, tmp_path)
    assert added.err.count("refused: ") == 26
    assert "refused: 15 more: empty" in added.err
    assert "--refused" in added.err


def test_versions_of_what_is_not_there(run: Any, own_case: Path) -> None:
    failed = run("versions", own_case, "nothing")
    assert failed.code == 2
    assert "no such document in the case (nothing)" in failed.err
