"""Templates as data: loading, checking, and filling their words with the roles of a question."""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from tocsin.assess.template_checks import check_template
from tocsin.errors import InputError, VocabularyError
from tocsin.model.question import Party, Question
from tocsin.model.template import Indicator, Range, ReferenceClass, Stage, Template

ROLES = ("actor", "target", "patron")
COMPLIANCE = ("complies", "refuses")
PLACEHOLDER = re.compile(r"\{(actor|target|patron)(?:\.(adjective|demonym|capital))?\}")
ABSENT_PATRON = Party(key="", name="its ally", adjectives=("allied",), demonyms=("allies",), seats=("its ally",))


@dataclass(frozen=True, slots=True)
class Diagnosticity:
    """What one indicator can tell, as a natural log likelihood ratio if lit.

    `against` names the two hypotheses compared: the last stage short of the outcome against the first, or
    complying against refusing. `low` and `high` are the ends when every range is taken at its least and most
    telling ends of the same side. `silent` is True where even the far ends are within a factor of `SILENT_RATIO`.
    """

    indicator: str
    against: tuple[str, str]
    low: float
    best: float
    high: float
    silent: bool


# Below a likelihood ratio of 1.25 a sign is "not worth more than a bare mention" by any published scale
# (Jeffreys 1961 and Kass & Raftery 1995, doi:10.1080/01621459.1995.10476572, draw that line at 3.2).
SILENT_RATIO = 1.25


def template_keys() -> tuple[str, ...]:
    """Keys of the templates that come with Tocsin, in alphabetical order."""
    folder = resources.files("tocsin.assess") / "data" / "templates"
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


def load_template(key_or_path: str | Path) -> Template:
    """Load a template by key ("enters-war") or by the path of a TOML file, and check it.

    Raises VocabularyError that names the file, the entry and the remedy where the file is malformed, and
    InputError where there is no such template.
    """
    name = str(key_or_path)
    if name in template_keys():
        source = resources.files("tocsin.assess") / "data" / "templates" / f"{name}.toml"
        return parse_template(source.read_bytes(), f"{name}.toml")
    path = Path(key_or_path)
    if path.suffix == ".toml" and path.is_file():
        return parse_template(path.read_bytes(), path.name)
    raise InputError(
        "there is no such template",
        value=name,
        remedy=f"name one of {', '.join(template_keys())}, or the path of a .toml file",
    )


def load_templates() -> tuple[Template, ...]:
    """All templates that come with Tocsin."""
    return tuple(load_template(key) for key in template_keys())


def parse_template(content: bytes, file: str) -> Template:
    """A checked Template from the bytes of a TOML file; `file` is its name for messages."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(
            "the template is not TOML", value=str(error), place=file, remedy="mend the syntax at that line"
        ) from error
    reader = _Reader(file)
    reference = reader.table(data, "reference", file)
    compliance = data.get("compliance")
    template = Template(
        key=reader.text(data, "key", file),
        name=reader.text(data, "name", file),
        description=reader.text(data, "description", file),
        criterion=" ".join(reader.text(data, "criterion", file).split()),
        stages=tuple(_stage(reader, item) for item in reader.tables(data, "stage", file)),
        indicators=tuple(_indicator(reader, item) for item in reader.tables(data, "indicator", file)),
        reference=ReferenceClass(
            description=reader.text(reference, "description", "reference"),
            probability=reader.triple(reference, "probability", "reference", "reason"),
            horizon_days=reader.whole(reference, "horizon_days", "reference"),
            sources=reader.texts(reference, "sources", "reference"),
        ),
        compliance=None if compliance is None else reader.triple(compliance, "value", "compliance", "reason"),
        patterns=reader.texts(data, "patterns", file),
        digest=hashlib.sha256(content).hexdigest(),
        roles=reader.texts(data, "roles", file),
        window_days=reader.whole(data, "window_days", file),
        precedence=reader.whole(data, "precedence", file) if "precedence" in data else 100,
        symmetric=bool(data.get("symmetric", False)),
    )
    check_template(template, file)
    return template


def fill(words: str, question: Question) -> str:
    """Words with `{actor}`, `{target.adjective}` and the like replaced by the question's parties.

    A patron that the question does not have reads "its ally".
    """

    def replace(match: re.Match[str]) -> str:
        party: Party | None = getattr(question, match[1])
        return party_form(party or ABSENT_PATRON, match[2] or "name")

    return PLACEHOLDER.sub(replace, words)


def party_form(party: Party, form: str) -> str:
    """One form of a party's name; the plain name where the gazetteer has no such form."""
    forms: Mapping[str, tuple[str, ...]] = {
        "adjective": party.adjectives,
        "demonym": party.demonyms,
        "capital": party.seats,
    }
    return next(iter(forms.get(form, ())), party.name)


def diagnosticity(template: Template) -> tuple[Diagnosticity, ...]:
    """For each indicator the range of its log likelihood ratio, the most telling first.

    Outcome: the rung before the outcome against the first rung; signs of the outcome itself ("last-only",
    "not-last") compare the last rung with the one before. Compliance: complying against refusing.
    """
    rows = [_diagnosticity(template, indicator) for indicator in template.indicators]
    return tuple(sorted(rows, key=lambda row: (-abs(row.best), row.indicator)))


def _diagnosticity(template: Template, indicator: Indicator) -> Diagnosticity:
    stages = [stage.key for stage in template.stages]
    pair = (stages[-2], stages[0])
    if indicator.order in ("last-only", "not-last"):
        pair = (stages[-1], stages[-2])
    if indicator.hypothesis == "compliance":
        pair = COMPLIANCE
    seen = dict(indicator.seen)
    over, under = seen[pair[0]], seen[pair[1]]
    # Ends of one side go together: a world that shows more signs shows more of them on every stage.
    ratios = [math.log(a / b) for a, b in zip(_ends(over), _ends(under), strict=True)]
    silent = max(abs(ratio) for ratio in ratios) <= math.log(SILENT_RATIO)
    return Diagnosticity(indicator.key, pair, min(ratios), math.log(over.best / under.best), max(ratios), silent)


def _ends(range_: Range) -> tuple[float, float, float]:
    return range_.low, range_.best, range_.high


def _stage(reader: _Reader, item: Mapping[str, Any]) -> Stage:
    place = f"stage {item.get('key', '?')}"
    return Stage(
        key=reader.text(item, "key", place),
        name=reader.text(item, "name", place),
        description=reader.text(item, "description", place),
        forward=reader.triple(item, "forward", place, "forward_reason") if "forward" in item else None,
        back=reader.triple(item, "back", place, "back_reason") if "back" in item else None,
        absorbing=bool(item.get("absorbing", False)),
    )


# The order that an indicator's effect implies where the file says nothing else.
USUAL_ORDER = {"toward": "rises", "away": "falls", "neutral": "flat"}


def _indicator(reader: _Reader, item: Mapping[str, Any]) -> Indicator:
    place = f"indicator {item.get('key', '?')}"
    key = reader.text(item, "key", place)
    reason = reader.text(item, "reason", place)
    effect: Any = reader.choice(item, "effect", ("toward", "away", "neutral"), place)
    hypothesis: Any = reader.choice(item, "hypothesis", ("outcome", "compliance"), place)
    seen = reader.table(item, "seen", place)
    return Indicator(
        key=key,
        family=key.partition(".")[0],
        name=reader.text(item, "name", place),
        description=reader.text(item, "description", place),
        examples=reader.texts(item, "examples", place),
        effect=effect,
        hypothesis=hypothesis,
        seen=tuple((stage, reader.numbers(seen, stage, place, reason)) for stage in seen),
        persistence=reader.share(item, "persistence", place),
        visibility=reader.triple(item, "visibility", place, "visibility_reason"),
        reason=reason,
        sighting=bool(item.get("sighting", True)),
        order=str(item.get("order", USUAL_ORDER[effect])),
        rules=tuple(str(rule) for rule in item.get("rules", ())),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes typed values out of TOML tables; every complaint names file, entry and remedy."""

    file: str

    def text(self, table: Mapping[str, Any], key: str, place: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, place, value, f'write {key} = "…"')
        return value

    def texts(self, table: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        value = table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, place, value, f'write {key} = ["…", "…"], at least one')
        return tuple(value)

    def table(self, table: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
        value = table.get(key)
        if not isinstance(value, dict):
            raise self._wrong(key, place, value, f"add a table named {key}")
        return value

    def tables(self, table: Mapping[str, Any], key: str, place: str) -> list[Mapping[str, Any]]:
        value = table.get(key)
        if not isinstance(value, list) or not value:
            raise self._wrong(key, place, value, f"add at least one [[{key}]]")
        return value

    def whole(self, table: Mapping[str, Any], key: str, place: str) -> int:
        value = table.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self._wrong(key, place, value, f"write {key} as a whole number above 0")
        return value

    def share(self, table: Mapping[str, Any], key: str, place: str) -> float:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise self._wrong(key, place, value, f"write {key} as a number from 0 to 1")
        return float(value)

    def choice(self, table: Mapping[str, Any], key: str, choices: tuple[str, ...], place: str) -> str:
        value = table.get(key)
        if value not in choices:
            raise self._wrong(key, place, value, f"write one of {', '.join(choices)}")
        return str(value)

    def triple(self, table: Mapping[str, Any], key: str, place: str, reason: str) -> Range:
        return self.numbers(table, key, place, " ".join(self.text(table, reason, place).split()))

    def numbers(self, table: Mapping[str, Any], key: str, place: str, reason: str) -> Range:
        value = table.get(key)
        if (
            not isinstance(value, list)
            or len(value) != 3
            or not all(isinstance(item, (int, float)) and not isinstance(item, bool) for item in value)
            or not 0 < value[0] <= value[1] <= value[2] < 1
        ):
            raise self._wrong(key, place, value, f"write {key} = [low, best, high] with 0 < low ≤ best ≤ high < 1")
        return Range(float(value[0]), float(value[1]), float(value[2]), reason)

    def _wrong(self, key: str, place: str, value: Any, remedy: str) -> VocabularyError:
        where = self.file if place == self.file else f"{self.file}, {place}"
        said = "absent" if value is None else repr(value)
        return VocabularyError(f"`{key}` is not usable", value=said, place=where, remedy=remedy)
