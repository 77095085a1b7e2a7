"""Sets Tocsin up in a virtual environment of its own, once, and runs it.

    python3 run.py brief            the main job: the brief on the demo corpus
    python3 run.py test             style, types, layers, the desk's page and tests; further words go to pytest
    python3 run.py ANYTHING ELSE    the same as `tocsin ANYTHING ELSE`

Needs Python 3.11 to 3.13 with venv, and a package registry that pip can reach. Everything installed is pinned and
checked against the hashes in requirements.txt. The environment is made anew when those pins change. TOCSIN_VENV
names another folder for it than .venv. This file keeps to syntax that old Pythons can read, so that they can say
what is missing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 13)
REQUIREMENTS = {False: "requirements.txt", True: "requirements-dev.txt"}
STAMP = "tocsin-setup.json"
CHECKS = (
    ("style", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("layers", ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"]),
    ("page", ["web/check_build.py"]),
)


def main(words: "list[str]") -> int:
    """Set up what is needed, then hand over."""
    testing = words[:1] == ["test"]
    folder = Path(os.environ.get("TOCSIN_VENV", "") or ROOT / ".venv").absolute()
    python = environment(folder, testing)
    if testing:
        return run_checks(python, words[1:])
    return subprocess.call([str(python), "-m", "tocsin", *words])


def environment(folder: Path, testing: bool) -> Path:
    """The Python of an environment that holds everything needed, made or completed first where it isn't there."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = fingerprint()
    stamp = read_stamp(folder)
    if not (python.exists() and stamp.get("fingerprint") == wanted):
        say(f"Setting Tocsin up in {folder} (once; a minute or two) …")
        command([*suitable_python(), "-m", "venv", "--clear", str(folder)], "the environment could not be made")
        install(python, REQUIREMENTS[testing])
    elif testing and not stamp.get("testing"):
        say("Adding the tools for the tests …")
        install(python, REQUIREMENTS[True])
    else:
        return python
    (folder / STAMP).write_text(json.dumps({"fingerprint": wanted, "testing": testing}), encoding="utf-8")
    return python


def fingerprint() -> str:
    """What the environment was made from: the pins, the project file, and where the project lies."""
    digest = hashlib.sha256(str(ROOT).encode("utf-8"))
    for name in (*REQUIREMENTS.values(), "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp(folder: Path) -> "dict[str, object]":
    """What the last complete set-up left behind; empty if there was none."""
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def install(python: Path, requirements: str) -> None:
    """The pinned packages, each checked against its hash, then Tocsin itself from this folder."""
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    remedy = "check the connection to the package registry and run this again"
    command(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / requirements)],
        "the pinned packages could not be installed",
        remedy,
    )
    command([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "Tocsin could not be installed")


def suitable_python() -> "list[str]":
    """A Python 3.11 to 3.13 with venv: the running one, else the newest found. Stops with a remedy if none is."""
    candidates = [[sys.executable]]
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        candidates += [[found]] if found else []
        candidates += [["py", f"-3.{minor}"]] if shutil.which("py") else []
    without_venv = ""
    for candidate in candidates:
        version = asked(candidate, "import sys; print(*sys.version_info[:2])")
        if not version or not OLDEST <= tuple(int(part) for part in version.split()) <= NEWEST:
            continue
        if asked(candidate, "import venv, ensurepip; print('yes')"):
            return candidate
        without_venv = without_venv or candidate[0]
    if without_venv:
        stop(f"{without_venv} lacks the venv module", "install it (on Debian and Ubuntu: apt install python3-venv)")
    running = ".".join(str(part) for part in sys.version_info[:2])
    return stop(
        f"Tocsin needs Python 3.11, 3.12 or 3.13; this is {running}", "install one of them and run this again"
    )


def asked(candidate: "list[str]", code: str) -> str:
    """What a Python prints for a line of code; nothing if it doesn't run."""
    try:
        done = subprocess.run([*candidate, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def run_checks(python: Path, words: "list[str]") -> int:
    """Style, format, types, layers and page, then the tests, whose summary is the last line. 0 only if all passed."""
    failed = []
    for name, tool in CHECKS:
        say(f"{name}:")
        if subprocess.call([str(python), *tool], cwd=str(ROOT)):
            failed.append(name)
    if failed:
        say("FAILED: " + ", ".join(failed))
    say("tests:")
    code = subprocess.call([str(python), "-m", "pytest", *words], cwd=str(ROOT))
    return code or int(bool(failed))


def command(words: "list[str]", problem: str, remedy: str = "see the lines above") -> None:
    """Run a step of the set-up, its output on standard error, and stop with a clear line where it fails."""
    if subprocess.call(words, stdout=sys.stderr):
        stop(problem, remedy)


def say(text: str) -> None:
    """A line for the person, on standard error, so that standard output stays the program's."""
    print(text, file=sys.stderr, flush=True)


def stop(problem: str, remedy: str) -> NoReturn:
    """End with one clear line."""
    say(f"{problem} — {remedy}")
    raise SystemExit(2)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
