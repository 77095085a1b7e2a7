"""Every closed vocabulary with the words for it, in the order in which it is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tocsin.assess.vocabulary import load_grades
from tocsin.errors import VocabularyError
from tocsin.model.claim import Certainty, ClaimKind, Polarity, Stance, Verification
from tocsin.model.decision import Ruling, Subject
from tocsin.model.document import BoilerplateKind, DateBasis
from tocsin.model.judgement import AnalyticConfidence, CellState
from tocsin.model.link import Relation
from tocsin.model.source import SourceType
from tocsin.model.template import Effect
from tocsin.pipeline.ruled_values import FIELDS
from tocsin.report.desk.board import indicator_row
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.speakers import side_words
from tocsin.report.vocabulary import load_wording

PLACE = "report/data/desk.toml"
CLOSED: tuple[tuple[str, Any], ...] = (
    ("stance", Stance),
    ("polarity", Polarity),
    ("certainty", Certainty),
    ("verification", Verification),
    ("kind", ClaimKind),
    ("source_type", SourceType),
    ("state", CellState),
    ("direction", Effect),
    ("relation", Relation),
    ("boilerplate", BoilerplateKind),
    ("date_basis", DateBasis),
    ("subject", Subject),
    ("ruling", Ruling),
    ("confidence", AnalyticConfidence),
)
OPEN = ("role", "lit", "claim_state", "credibility")


@cache
def load_desk_words() -> dict[str, dict[str, dict[str, str]]]:
    """Labels and descriptions by vocabulary and key. Raises VocabularyError where an entry has no label."""
    text = files("tocsin.report").joinpath("data/desk.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)
    for name, words in data.items():
        missing = [key for key, told in words.items() if not isinstance(told, dict) or not told.get("label")]
        if missing:
            remedy = 'write KEY = { label = "…", description = "…" }'
            raise VocabularyError(
                "a key has no label", value=f"{name}: {', '.join(missing)}", place=PLACE, remedy=remedy
            )
    return data


def vocabulary(sight: Sight) -> Row:
    """All vocabularies, and the case's own: its indicators, stages and sides."""
    data = load_desk_words()
    listed = {name: _rows(data[name], get_args(literal)) for name, literal in CLOSED}
    listed |= {name: _rows(data[name], data[name]) for name in OPEN}
    for row in listed["state"]:
        row["letter"] = load_wording().state[row["key"]][1]
    stages = sight.desk.asked.template.stages if sight.desk.asked else ()
    return {
        **listed,
        "grade": [
            {"key": letter, "label": letter, "description": meaning}
            for letter, meaning in load_grades().meanings.items()
        ],
        "indicators": [indicator_row(each) for each in sight.indicators.values()],
        "stages": [
            {"key": each.key, "name": each.name, "description": each.description, "absorbing": each.absorbing}
            for each in stages
        ],
        "sides": [{"key": side, "label": side_words(side) or "none"} for side in _sides(sight)],
        "fields": {subject: [_field(name, data) for name in fields] for subject, fields in FIELDS.items()},
    }


def _rows(words: dict[str, dict[str, str]], keys: Iterable[str]) -> list[Row]:
    """The labels of keys. One without an entry goes by its key: a page must not fail for want of a word."""
    return [
        {
            "key": key,
            "label": words.get(key, {}).get("label", key.replace("-", " ")),
            "description": words.get(key, {}).get("description", ""),
        }
        for key in keys
    ]


_VALUES: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
    "verification": get_args(Verification),
    "kind": get_args(ClaimKind),
    "origin-type": get_args(SourceType),
    "direction": get_args(Effect),
    "relevant": ("yes", "no"),
    "sighting": ("yes", "no"),
    "grade": ("A", "B", "C", "D", "E", "F"),
}


def _field(name: str, data: dict[str, dict[str, dict[str, str]]]) -> Row:
    told = data["field"].get(name, {})
    values = _VALUES.get(name)
    return {
        "field": name,
        "label": told.get("label", name.replace("-", " ")),
        "description": told.get("description", ""),
        "values": list(values) if values else None,
    }


def _sides(sight: Sight) -> list[str]:
    found = {link.source.side for claim in sight.desk.claims.values() for link in claim.chain}
    return sorted(found, key=lambda side: (side == "none", side))
