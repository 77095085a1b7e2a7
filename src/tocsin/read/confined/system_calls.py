"""A filter in the Linux kernel through which a process and its threads get neither network, programs nor writing.

The filter is a small program in the kernel's packet-filter language (Linux `Documentation/userspace-api/
seccomp_filter.rst`): it looks at the number of each system call and answers the denied ones with an error.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from dataclasses import dataclass

from tocsin.read.data_files import load_toml

_FILE = "system_calls.toml"
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2

# Instructions: load a word of the call's description, compare, test bits, return.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_DENIED = _ERROR | errno.EACCES
_ABSENT = _ERROR | errno.ENOSYS
_OTHER_NUMBERING = 0x40000000  # the x32 interface of x86_64 numbers its calls from here
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Instruction = tuple[int, int, int, int]


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


@dataclass(frozen=True)
class Calls:
    """The numbers of one processor's system calls: those denied, and those that open files, which may only read."""

    audit: int
    denied: tuple[int, ...]
    openers: tuple[tuple[int, int], ...]
    """Number and the position of its argument that holds the flags."""


def deny_system_calls() -> bool:
    """Lay the filter on this process for good. False where the system has none, or its processor is unknown."""
    calls = calls_of(platform.machine()) if sys.platform == "linux" else None
    if calls is None:
        return False
    program = instructions(calls)
    steps = (_Step * len(program))(*(_Step(*step) for step in program))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    filled = _Program(len(program), steps)
    return bool(library.prctl(_SET_FILTER, _FILTER_MODE, ctypes.byref(filled), 0, 0) == 0)


def calls_of(machine: str) -> Calls | None:
    """The numbers for a processor as `platform.machine` names it, or None."""
    table = load_toml(_FILE).get({"AMD64": "x86_64", "arm64": "aarch64"}.get(machine, machine))
    if not isinstance(table, dict):
        return None
    openers = tuple((int(table[name]), flags) for name, flags in (("open", 1), ("openat", 2)) if name in table)
    return Calls(int(table["audit"]), tuple(int(number) for number in table["denied"].values()), openers)


def instructions(calls: Calls) -> tuple[Instruction, ...]:
    """The filter. Jumps count instructions to pass over; each test returns at once, so none goes far."""
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, calls.audit),
        (_RETURN, 0, 0, _DENIED),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_NUMBERING),
        (_RETURN, 0, 0, _ABSENT),
    ]
    for number in calls.denied:
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _DENIED)]
    for number, position in calls.openers:
        program += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _ARGUMENTS + 8 * position),
            (_ANY_BIT, 0, 1, _WRITING),
            (_RETURN, 0, 0, _DENIED),
            (_RETURN, 0, 0, _ALLOW),
        ]
    return (*program, (_RETURN, 0, 0, _ALLOW))
