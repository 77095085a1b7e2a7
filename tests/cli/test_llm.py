"""`--extractor llm` and `both` on the command line, with a scripted server: accounts told, nothing asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted_model import Reply, claim, claims, serving
from typer.testing import CliRunner

from tocsin.cli.main import build_app

TEXT = (
    "Ferry talks fail\n\nThe mayor, Ada Orlo, said that the ferry would stop in June. The union's chairman Ivo Marsh "
    "told reporters that nobody was asked about it."
)
STOP = claim("the ferry would stop in June", ("The mayor, Ada Orlo",), "said")
LOST = claim("the ferry will sink", ("The mayor, Ada Orlo",), "said")
KEY = "not-a-real-key-0123456789"


def settings_file(folder: Path, url: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(
        f'[llm]\nbase_url = "{url}"\nmodel = "scripted"\ninput_price = 2.0\noutput_price = 8.0\nfirst_pause = 0.0\n'
    )
    return path


def tocsin(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build_app(), list(words))
    return result.exit_code, result.output + (str(result.exception) if result.exception else "")


def test_a_case_is_filled_once_and_accounts_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_LLM_KEY", KEY)
    article, case = tmp_path / "ferry.txt", str(tmp_path / "ferry.tocsin")
    article.write_text(TEXT)
    with serving(lambda body, number: claims(STOP, LOST)) as model:
        chosen = ("--settings", str(settings_file(tmp_path, model.url)))
        assert tocsin("ask", "Will Belarus invade Ukraine before 2031-07-01?", "--case", case)[0] == 0
        code, said = tocsin("add", case, str(article), "--extractor", "llm", *chosen)
        assert code == 0
        assert "1 added with 1 claims" in said
        assert "1 requests, 100 tokens in and 20 out, cost 0.0004, 1 claims" in said
        assert "1 claims left out because a quote does not stand in the text" in said
        code, again = tocsin("claims", case, "--extractor", "llm", "--format", "jsonl", *chosen)
        assert (code, len(model.asked)) == (0, 1)
        assert '"text": "the ferry would stop in June"' in again
    held = Path(case).read_bytes() + b"".join(path.read_bytes() for path in tmp_path.glob("ferry.tocsin-*"))
    assert KEY.encode() not in held
    assert KEY not in said + again


def test_a_run_that_broke_off_goes_on(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT}\n\nThis is the {name} report on it.")
    case, down = str(tmp_path / "ferry.tocsin"), [True]

    def script(body: dict[str, object], number: int) -> Reply:
        return Reply(500) if down[0] and "second report" in str(body) else claims(STOP)

    with serving(script) as model:
        path = settings_file(tmp_path, model.url)
        path.write_text(path.read_text() + "tries = 2\nparallel = 1\n")
        words = ("add", case, str(tmp_path / "first.txt"), str(tmp_path / "second.txt"))
        chosen = ("--extractor", "both", "--settings", str(path))
        tocsin("ask", "Will Belarus invade Ukraine before 2031-07-01?", "--case", case)
        code, said = tocsin(*words, *chosen)
        assert code != 0
        assert "run the same command again" in said
        down[0], before = False, len(model.asked)
        code, said = tocsin(*words, *chosen)
        assert (code, len(model.asked) - before) == (0, 1)
        assert "1 answered before" in said


def test_text_stays_here_unless_it_may_leave(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    path = settings_file(tmp_path, "https://models.example/v1")
    code, said = tocsin("claims", str(tmp_path / "ferry.txt"), "--extractor", "llm", "--settings", str(path))
    assert code == 2
    assert "text would leave this machine" in said
