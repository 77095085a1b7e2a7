"""The set-up script: what it decides without installing anything."""

from __future__ import annotations

import ast
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "run.py"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(folder: Path, script: ModuleType, **stamp: object) -> Path:
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / script.STAMP).write_text(json.dumps({"fingerprint": script.fingerprint(), "testing": False, **stamp}))
    return python


def test_old_pythons_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_it_needs_only_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_a_complete_environment_is_used_again(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = made(tmp_path / "venv", script)
    monkeypatch.setattr(script, "command", lambda *words: pytest.fail("nothing should be installed"))
    assert script.environment(tmp_path / "venv", False) == python


@pytest.mark.parametrize(
    ("stamp", "testing", "steps"),
    [({"fingerprint": "older"}, False, 3), ({"testing": False}, True, 2), ({"testing": True}, True, 0)],
)
def test_what_is_missing_is_installed(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stamp: dict[str, object],
    testing: bool,
    steps: int,
) -> None:
    made(tmp_path / "venv", script, **stamp)
    ran: list[list[str]] = []
    monkeypatch.setattr(script, "command", lambda words, *rest: ran.append(words))
    script.environment(tmp_path / "venv", testing)
    assert len(ran) == steps
    if steps:
        wanted = script.REQUIREMENTS[testing]
        assert any("--require-hashes" in words and words[-1].endswith(wanted) for words in ran)
        found = script.read_stamp(tmp_path / "venv")
        assert found == {"fingerprint": script.fingerprint(), "testing": testing}


def test_no_suitable_python_is_said_clearly(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "asked", lambda candidate, code: "3 9")
    with pytest.raises(SystemExit) as caught:
        script.suitable_python()
    assert caught.value.code == 2
    assert "needs Python 3.11" in capsys.readouterr().err


def test_a_python_without_venv_is_said_clearly(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "asked", lambda candidate, code: "3 12" if "version_info" in code else "")
    with pytest.raises(SystemExit):
        script.suitable_python()
    assert "python3-venv" in capsys.readouterr().err


def test_a_found_python_runs(script: ModuleType) -> None:
    assert script.asked([sys.executable], "print(6 * 7)") == "42"
    assert script.asked(["no-such-python-here"], "print(1)") == ""
    assert script.asked([sys.executable], "raise SystemExit(3)") == ""
