"""The limits that a child process lays on itself before it sees foreign bytes."""

from __future__ import annotations

import socket
import sys
from typing import Any, NoReturn

from tocsin.read.confined.system_calls import deny_system_calls

_OPEN_FILES = 64


def confine(memory_bytes: int) -> bool:
    """No network, no writing, no programs, no more memory than this, for good. Whether the kernel itself holds that.

    Where the kernel offers no filter of system calls, sockets are shut off in Python alone, which stops a library
    that follows an address and does not stop code that an attacker runs.
    """
    sys.dont_write_bytecode = True
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_AS, memory_bytes)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _lower(resource.RLIMIT_CORE, 0)
    held = deny_system_calls()
    socket.socket = _NoSocket  # type: ignore[assignment,misc]
    socket.create_connection = socket.getaddrinfo = _no_network
    return held


def allow_seconds(seconds: int) -> None:
    """Let the process work this much longer; then the kernel ends it, whatever it is doing."""
    if sys.platform != "win32":
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime) + 1
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def _lower(kind: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except (OSError, ValueError):
        return  # a system that knows the limit by name only


class _NoSocket:
    def __init__(self, *args: Any, **options: Any) -> None:
        _no_network()


def _no_network(*args: Any, **options: Any) -> NoReturn:
    raise PermissionError("no network in a process that parses foreign files")
