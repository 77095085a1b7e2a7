"""The demo corpus: enough reports, a question file, and nobody else's sentences."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

DEMO = files("tocsin").joinpath("data", "demo")
ARTICLES = DEMO.joinpath("articles")
NINE = 9


def reports() -> list[str]:
    texts = []
    for item in ARTICLES.iterdir():
        text = item.read_text(encoding="utf-8")
        if item.name.endswith(".jsonl"):
            texts += [json.loads(line)["text"] for line in text.splitlines()]
        else:
            texts.append(re.sub(r"<[^>]+>", " ", text))
    return texts


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def test_enough_reports() -> None:
    assert 12 <= len(reports()) <= 20


def test_question_file() -> None:
    data = tomllib.loads(DEMO.joinpath("question.toml").read_text(encoding="utf-8"))
    assert data["question"].startswith("Will ")
    assert data["as_of"].isoformat() in "2022-10-28"
    assert DEMO.joinpath(data["articles"]).is_dir()


def test_the_readme_names_every_file() -> None:
    readme = DEMO.joinpath("README.md").read_text(encoding="utf-8")
    assert [item.name for item in ARTICLES.iterdir() if f"`{item.name}`" not in readme] == []


def test_own_words() -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the articles that the project is developed on are not beside this checkout")
    seen = set()
    for path in folder.glob("*.txt"):
        theirs = words(path.read_text(encoding="utf-8"))
        seen |= {tuple(theirs[at : at + NINE]) for at in range(len(theirs) - NINE + 1)}
    for text in reports():
        own = words(text)
        assert not [own[at : at + NINE] for at in range(len(own) - NINE + 1) if tuple(own[at : at + NINE]) in seen]
