"""docs/inputs.md tells of every reader, and of none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from tocsin.read.containers.opening import READERS as CONTAINERS
from tocsin.read.formats import READERS as ARTICLES

PAGE = Path(__file__).parents[2] / "docs" / "inputs.md"


def _kinds(section: str) -> set[str]:
    text = PAGE.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_every_reader_is_in_its_table() -> None:
    assert _kinds("One article") == set(ARTICLES)
    assert _kinds("Many articles in one file") == set(CONTAINERS)
