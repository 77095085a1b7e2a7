"""Builds the desk's page anew from web/ and compares it, byte for byte, with the one in the repository.

    python3 web/check_build.py            npm ci, build beside, compare; 0 if both are the same
    python3 web/check_build.py --no-ci    the same with the node_modules that are there

Needs Node.js 20.19 or newer; without it the check is skipped with a line that says so (code 0), or fails with
--require. Works in a folder of its own, so the working tree stays as it is.
"""

import argparse
import filecmp
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WEB = Path(__file__).resolve().parent
PAGE = WEB.parent / "src" / "tocsin" / "serve" / "page"
SOURCES = ("index.html", "package.json", "package-lock.json", ".npmrc", "svelte.config.js", "tsconfig.json")
SOURCES += ("vite.config.ts", "src", "public")


def main() -> int:
    """0 where the committed page is what its sources build, 1 where it is not, 2 where building failed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--no-ci", action="store_true", help="use the packages that are installed already")
    options.add_argument("--require", action="store_true", help="fail where there is no Node.js")
    chosen = options.parse_args()
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        print("page: not checked, there is no Node.js here")
        return 2 if chosen.require else 0
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "web"
        built = Path(scratch) / "page"
        if not build(npm, copy, built, fresh=not chosen.no_ci):
            print("page: it could not be built — see the lines above")
            return 2
        differing = differences(PAGE, built)
    for name in differing:
        print(f"page: {name} differs from what web/ builds")
    if differing:
        print("page: run “npm ci && npm run build” in web/ and commit src/tocsin/serve/page with it")
        return 1
    print("page: the committed page is what web/ builds")
    return 0


def build(npm: str, copy: Path, built: Path, fresh: bool) -> bool:
    """Copies the sources, installs what the lock names and builds into `built`."""
    copy.mkdir()
    for name in SOURCES:
        source = WEB / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        else:
            shutil.copy2(source, copy / name)
    if not fresh:
        (copy / "node_modules").symlink_to(WEB / "node_modules")
    steps = [[npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]] if fresh else []
    made = ["--outDir", str(built), "--emptyOutDir", "--logLevel", "error"]
    steps.append([npm, "run", "build", "--silent", "--", *made])
    return all(subprocess.call(step, cwd=copy, stdout=sys.stderr) == 0 for step in steps)


def differences(committed: Path, built: Path) -> "list[str]":
    """The names of the files that are only in one of the two or not the same in both."""
    names = {path.relative_to(folder).as_posix() for folder in (committed, built) for path in folder.rglob("*")}
    files = sorted(name for name in names if not ((committed / name).is_dir() or (built / name).is_dir()))
    same, _, _ = filecmp.cmpfiles(committed, built, files, shallow=False)
    return [name for name in files if name not in set(same)]


if __name__ == "__main__":
    sys.exit(main())
