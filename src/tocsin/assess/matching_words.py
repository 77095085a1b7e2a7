"""The matching vocabulary: concepts as compiled patterns, and rules made of concepts, roles and places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tocsin.errors import VocabularyError
from tocsin.model.template import Template

ROLE_WORDS = ("actor", "target", "patron", "other")
PREPOSITIONS = ("in", "into", "from", "to", "against", "near", "with", "on", "for")
PARTS = ("leader", "people")
KINDS = ("event", "state", "number", "intention", "forecast", "opinion", "obligation", "law")
STANCES = ("asserts", "denies", "doubts", "predicts", "orders", "requests", "warns", "promises", "quotes-opinion")
NEGATED = "neg"
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a rule: any of `options` holds, or, if `absent`, none does."""

    options: tuple[str, ...]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """All terms must hold; then the rule speaks for its indicator with `weight` (0 to 1). `words` is as written."""

    indicator: str
    terms: tuple[Term, ...]
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts by key, the rules of one template's indicators, and rules that speak against one."""

    concepts: Mapping[str, re.Pattern[str]]
    rules: tuple[Rule, ...]
    vetoes: tuple[Rule, ...] = ()


def load_concepts() -> Mapping[str, re.Pattern[str]]:
    """Compile concepts.toml. Raises VocabularyError that names the concept and the pattern."""
    table = _load("concepts.toml").get("concepts", {})
    compiled = {}
    for key, patterns in table.items():
        if not isinstance(patterns, list) or not patterns or not all(isinstance(item, str) for item in patterns):
            raise VocabularyError(
                "a concept needs a list of patterns", value=key, place="concepts.toml", remedy='write ["…", "…"]'
            )
        try:
            compiled[key] = compile_patterns(patterns)
        except re.error as error:
            raise VocabularyError(
                "a pattern does not compile", value=str(error), place=f"concepts.toml, {key}", remedy="mend it"
            ) from error
    return compiled


def compile_patterns(patterns: Sequence[str]) -> re.Pattern[str]:
    """One regular expression for a concept: `*` any letters, `?` one letter or none, spaces any white space."""
    parts = []
    for pattern in sorted(patterns, key=len, reverse=True):
        if pattern.startswith("re:"):
            parts.append(pattern[3:])
            continue
        escaped = re.escape(pattern.lower()).replace("'", "['’]").replace(r"\ ", r"\s+")
        parts.append(escaped.replace(r"\*", r"[\w'’-]*").replace(r"\?", r"\w?"))
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?!\w)")


def load_vocabulary(template: Template) -> Vocabulary:
    """Concepts, and the rules for the template's indicators: its own where it has some, else the shared ones."""
    concepts = load_concepts()
    data = _load("signs.toml")
    shared, against = data.get("rules", {}), data.get("vetoes", {})
    rules: list[Rule] = []
    vetoes: list[Rule] = []
    for indicator in template.indicators:
        place = f"template {template.key}" if indicator.rules else "signs.toml"
        special = f"{template.key}/{indicator.key}"
        for words in indicator.rules or (*shared.get(special, ()), *shared.get(indicator.key, ())):
            rules.append(parse_rule(indicator.key, words, concepts, place))
        for words in (*against.get(special, ()), *against.get(indicator.key, ())):
            vetoes.append(parse_rule(indicator.key, words, concepts, "signs.toml"))
    return Vocabulary(concepts, tuple(rules), tuple(vetoes))


def check_shared_rules() -> int:
    """Parse every shared rule, used or not, and return their number. Raises VocabularyError for the first bad one."""
    concepts = load_concepts()
    count = 0
    data = _load("signs.toml")
    for table in (data.get("rules", {}), data.get("vetoes", {})):
        for key, rules in table.items():
            for words in rules:
                parse_rule(key, words, concepts, "signs.toml")
                count += 1
    return count


def parse_rule(key: str, words: str, concepts: Mapping[str, Any], place: str) -> Rule:
    """A rule for an indicator's key from its words. Raises VocabularyError that names the term."""
    body, _, weight = words.partition("=")
    terms = []
    for word in body.split():
        absent = word.startswith("!")
        options = tuple(word.removeprefix("!").split("|"))
        for option in options:
            if not _known(option, concepts):
                raise VocabularyError(
                    "a rule's term is not known",
                    value=option,
                    place=f"{place}, {key}",
                    remedy="use a concept of concepts.toml, role:…, @role, preposition:role, by:role, cue:…, kind:…, "
                    "stance:… or neg",
                )
        terms.append(Term(options, absent))
    try:
        value = float(weight) if weight.strip() else 1.0
    except ValueError as error:
        raise VocabularyError("a rule's weight is not a number", value=weight, place=f"{place}, {key}") from error
    if not 0 < value <= 1 or not any(not term.absent for term in terms):
        raise VocabularyError("a rule needs a term and a weight of 0 to 1", value=words, place=f"{place}, {key}")
    return Rule(key, tuple(terms), value, body.strip())


def _known(option: str, concepts: Mapping[str, Any]) -> bool:
    if option == NEGATED or option in concepts:
        return True
    if option.startswith("@"):
        role, _, part = option[1:].partition(".")
        return role in ROLE_WORDS and part in ("", *PARTS)
    head, colon, tail = option.partition(":")
    if not colon:
        return False
    if head == "kind":
        return tail in KINDS
    if head == "stance":
        return tail in STANCES
    if head == "by":
        return tail in (*ROLE_WORDS, OFFICE)
    if head == "cue":
        return tail in concepts
    if head in PREPOSITIONS:
        return tail in ROLE_WORDS
    return all(role in ROLE_WORDS for role in head.split(",")) and tail in concepts


def _load(name: str) -> dict[str, Any]:
    text = (resources.files("tocsin.assess") / "data" / name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=name, remedy="mend that line") from error
