"""How like a text is to an indicator's words: vectors of its sentences against ordinary ones."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

import numpy as np

from tocsin.assess.template_checks import check_words
from tocsin.assess.templates import fill
from tocsin.errors import VocabularyError
from tocsin.model.ports import Vectors
from tocsin.model.question import Question
from tocsin.model.template import Template

SMALLEST_SPREAD = 0.03


def anchor_sentences(template: Template, question: Question) -> tuple[list[str], tuple[int, ...]]:
    """Descriptions and examples of all indicators, filled with the question's roles, and whose each is."""
    shared = load_examples()
    sentences, owners = [], []
    for index, indicator in enumerate(template.indicators):
        for words in (indicator.description, *indicator.examples, *shared.get(indicator.key, ())):
            sentences.append(fill(words, question))
            owners.append(index)
    return sentences, tuple(owners)


def ordinary_likeness(
    vectors: Vectors, anchors: Vectors, owners: tuple[int, ...], count: int
) -> tuple[Vectors, Vectors]:
    """Mean and spread of each indicator's likeness to other indicators' sentences and to ordinary ones."""
    likeness = likeness_of(vectors, anchors, owners, count)
    foreign = np.ones((len(vectors), count), dtype=bool)
    foreign[np.arange(len(owners)), np.asarray(owners)] = False
    mean = np.asarray(np.mean(likeness, axis=0, where=foreign), dtype=np.float32)
    spread = np.asarray(np.maximum(np.std(likeness, axis=0, where=foreign), SMALLEST_SPREAD), dtype=np.float32)
    return mean, spread


def likeness_of(vectors: Vectors, anchors: Vectors, owners: tuple[int, ...], count: int) -> Vectors:
    """For each text and indicator the mean of its two best cosines with the indicator's sentences."""
    cosines = vectors @ anchors.T
    columns = np.asarray(owners)
    out = np.zeros((len(vectors), count), dtype=np.float32)
    for index in range(count):
        own = np.sort(cosines[:, columns == index], axis=1)
        out[:, index] = own[:, -2:].mean(axis=1)
    return out


def load_examples() -> Mapping[str, tuple[str, ...]]:
    """Further example sentences by indicator key, shared by all templates. Raises VocabularyError."""
    text = (resources.files("tocsin.assess") / "data" / "examples.toml").read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)["examples"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise VocabularyError(
            "not usable", value=str(error), place="examples.toml", remedy="mend the syntax"
        ) from error
    for key, sentences in table.items():
        check_words(sentences, "examples.toml", key)
    return {key: tuple(sentences) for key, sentences in table.items()}


def load_background() -> tuple[str, ...]:
    """Ordinary sentences of conflict reporting that speak of no indicator, with roles to be filled."""
    text = (resources.files("tocsin.assess") / "data" / "background.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["sentences"])
