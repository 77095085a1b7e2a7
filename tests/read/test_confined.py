"""The child process that parses foreign formats: what it may not do, and what becomes of a file that kills it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import made_files as made
import pytest

from tocsin.model.capture import Capture, capture
from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.system_calls import calls_of, instructions
from tocsin.read.limited import LimitedReader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no confined processes on Windows")


PAGE = made.page()
TEXT = b"The council closed the bridge on Monday because of the cracks in it, its chair said in the evening. " * 3

ATTEMPTS = {
    "network": "import _socket; _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)",
    "network through Python": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "name look-up": "import socket; socket.getaddrinfo('localhost', 80)",
    "a new file": "open({folder!r} + '/new', 'wb')",
    "an old file": "open({folder!r} + '/old', 'r+b')",
    "the end of a file": "open({folder!r} + '/old', 'ab')",
    "deleting": "os.unlink({folder!r} + '/old')",
    "renaming": "os.rename({folder!r} + '/old', {folder!r} + '/new')",
    "a folder": "os.mkdir({folder!r} + '/new')",
    "another program": "os.execv('/bin/true', ['true'])",
    "a program as a child": "import subprocess; subprocess.run(['/bin/true'], check=True)",
    "the parent": "os.kill(os.getppid(), 0)",
    "much memory": "bytearray(900_000_000)",
    "many files": "[os.open('/dev/null', os.O_RDONLY) for _ in range(100)]",
}


@pytest.mark.skipif(sys.platform != "linux", reason="the filter of system calls is Linux's")
def test_what_a_confined_process_may_not_do(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"kept")
    lines = ["import os", "from tocsin.read.confined.limits import confine", "assert confine(600_000_000)"]
    lines.append(f"kept = open({str(tmp_path / 'old')!r}, 'rb')")
    for name, attempt in ATTEMPTS.items():
        tried = attempt.format(folder=str(tmp_path))
        lines += ["try:", f"    {tried}", f"    print('done: {name}')", "except (OSError, MemoryError): pass"]
    lines.append("print(kept.read())")
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["b'kept'"]
    assert [each.name for each in tmp_path.iterdir()] == ["old"]


def test_filters_of_both_processors_end_in_leave_and_jump_within() -> None:
    for machine in ("x86_64", "aarch64"):
        calls = calls_of(machine)
        assert calls is not None
        program = instructions(calls)
        assert all(place + 1 + max(step[1], step[2]) < len(program) for place, step in enumerate(program[:-1]))
        assert len({step[3] for step in program if step[:3] == (0x15, 0, 1)}) == len(calls.denied)
    assert calls_of("pdp11") is None


def _one(name: str, content: bytes) -> Capture:
    return capture(name, content, "file", name, None)


def test_one_process_serves_all_and_text_needs_none() -> None:
    with LimitedReader(ReadSettings()) as reader:
        assert isinstance(reader.read(_one("a.txt", TEXT)), Document)
        assert reader._child.process_id is None
        documents = [reader.read(_one(f"{number}.html", PAGE)) for number in range(3)]
        first = reader._child.process_id
        assert isinstance(reader.read(_one("a.pdf", made.pdf())), Document)
        assert reader._child.process_id == first is not None
    assert all(isinstance(document, Document) for document in documents)
    assert reader._child.process_id is None


def test_the_same_document_apart_and_here() -> None:
    with LimitedReader(ReadSettings()) as apart, LimitedReader(ReadSettings(parse_apart=False)) as here:
        one = _one("a.html", PAGE)
        assert apart.read(one) == here.read(one)
        broken = _one("b.pdf", b"%PDF-1.4 and nothing else that a reader of such files could use")
        assert apart.read(broken) == here.read(broken)


def test_a_child_that_was_ended_from_outside_is_replaced_and_nothing_is_refused() -> None:
    with LimitedReader(ReadSettings()) as reader:
        assert isinstance(reader.read(_one("a.html", PAGE)), Document)
        first = reader._child.process_id
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert isinstance(reader.read(_one("b.html", PAGE)), Document)
        assert reader._child.process_id != first


def _heavy_pdf(lines: int) -> bytes:
    """A small file whose one page holds very much: its content is compressed."""
    return made.pdf_of(b"BT /F1 12 Tf 14 TL\n" + b"(word) Tj T*\n" * lines + b"ET")


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read() -> None:
    with LimitedReader(ReadSettings(parse_seconds=1)) as reader:
        refused = reader.read(_one("slow.pdf", _heavy_pdf(2_000_000)))
        assert isinstance(refused, Refusal)
        assert "more than 1 seconds" in str(refused)
        assert isinstance(reader.read(_one("a.html", PAGE)), Document)


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_one_read() -> None:
    with LimitedReader(ReadSettings(parse_megabytes=170)) as reader:
        refused = reader.read(_one("large.pdf", _heavy_pdf(5_000_000)))
        assert isinstance(refused, Refusal)
        assert any(word in str(refused) for word in ("memory", "too large", "damaged")), str(refused)
        assert isinstance(reader.read(_one("a.html", PAGE)), Document)
