"""Hostile input: bytes changed at random in files of each kind give a Document or a ReadError, nothing else."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.errors import ReadError
from tocsin.model.capture import Method, capture
from tocsin.model.document import Document
from tocsin.model.settings import ReadSettings
from tocsin.read.reading import read, refusal_of


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_inputs", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_office, _html = _load("test_office_files"), _load("html_layouts")
TEXT = (
    "Bridge closed\n\nThe council closed the bridge on 5 May 2021 because of cracks, its chair said. "
    "© 2021 Malva Post\n\nRead also: Roads"
)
INPUTS: tuple[tuple[str, Method, bytes], ...] = (
    ("a.txt", "file", TEXT.encode()),
    ("b.txt", "file", TEXT.encode("utf-16")),
    ("a.html", "file", _html.LAYOUTS[1].page.encode()),
    ("a.pdf", "file", _office.make_pdf(_office.LINES)),
    ("a.docx", "file", _office.make_docx((TEXT, TEXT))),
    ("a", "record", json.dumps({"id": "a", "text": TEXT, "published": "2021-05-06"}).encode()),
)
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.binary(min_size=0, max_size=6), st.integers(0, 6)), min_size=1, max_size=8
)


def changed(content: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Each change replaces some bytes at a place by others."""
    for where, new, cut in changes:
        at = int(where * len(content))
        content = content[:at] + new + content[at + cut :]
    return content


def outcome(name: str, method: Method, content: bytes) -> Document | None:
    """The document, or None for a ReadError with a line to show; anything else is raised."""
    one = capture(name, content, method, name, None)
    try:
        document = read(one, ReadSettings())
    except ReadError as error:
        line = str(refusal_of(error, one))
        assert line.startswith(name)
        assert len(line) > len(name) + 5
        return None
    for found in document.boilerplate:
        assert found.span.text(document.text)
    return document


@pytest.mark.parametrize(
    ("name", "method", "content"), INPUTS, ids=[f"{name}-{method}" for name, method, _ in INPUTS]
)
def test_unchanged_inputs_are_read(name: str, method: Method, content: bytes) -> None:
    assert outcome(name, method, content) is not None


@pytest.mark.parametrize(
    ("name", "method", "content"), INPUTS, ids=[f"{name}-{method}" for name, method, _ in INPUTS]
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_changed_bytes(name: str, method: Method, content: bytes, changes: list[tuple[float, bytes, int]]) -> None:
    outcome(name, method, changed(content, changes))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    outcome("x.txt", "file", text.encode("utf-8", "surrogatepass"))
