"""The trained layer: off until it helps, bounded by its ridge, bound to one embedder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tocsin.assess.matching_learned import MatchRuling, corrections, dumps, load_layer, load_rulings, train
from tocsin.errors import VocabularyError

SIZE = 12


def world(count: int, teaches: bool, seed: int = 4) -> tuple[list[MatchRuling], np.ndarray, np.ndarray]:
    """Rulings that follow one coordinate of the vectors, or nothing at all."""
    generator = np.random.default_rng(seed)
    claims = generator.normal(size=(count, SIZE)).astype(np.float32)
    signs = np.ones((count, SIZE), dtype=np.float32)
    chance = 1 / (1 + np.exp(-3 * claims[:, 0])) if teaches else np.full(count, 0.5)
    accepted = generator.random(count) < chance
    rulings = [
        MatchRuling(f"claim {n}", "force.movement" if n % 2 else "force.alert", 0.5, 0.0, bool(ok))
        for n, ok in enumerate(accepted)
    ]
    return rulings, claims, signs


def test_too_few_rulings_teach_nothing() -> None:
    assert train(*world(40, True), "e") is None


def test_rulings_of_one_kind_teach_nothing() -> None:
    rulings, claims, signs = world(200, True)
    assert train([replace(item, accepted=True) for item in rulings], claims, signs, "e") is None


def test_noise_stays_off() -> None:
    assert train(*world(120, False), "e") is None


def test_what_was_accepted_moves_the_scores() -> None:
    layer = train(*world(300, True), "e")
    assert layer is not None
    assert layer.gained > 0
    one = np.zeros((2, SIZE), dtype=np.float32)
    one[0, 0], one[1, 0] = 1.0, -1.0
    moved = corrections(
        layer, one, np.ones((1, SIZE), dtype=np.float32), np.zeros((2, 1), dtype=np.float32), ["force.alert"]
    )
    assert moved[0, 0] > 0.5 > -0.5 > moved[1, 0]


def test_weights_survive_their_file(tmp_path: Path) -> None:
    layer = train(*world(300, True), "e")
    assert layer is not None
    file = tmp_path / "weights.json"
    file.write_text(dumps(layer), encoding="utf-8")
    assert load_layer(file) == layer
    assert load_layer(file).version == layer.version


@pytest.mark.parametrize("text", ["", "{}", '{"text": "x"}'])
def test_what_is_no_layer_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "weights.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError):
        load_layer(file)


def test_rulings_are_read_and_a_wrong_line_is_named(tmp_path: Path) -> None:
    good = '{"text": "Tanks roll", "indicator": "force.movement", "score": 0.8, "likeness": 2.1, "accepted": true}'
    file = tmp_path / "rulings.jsonl"
    file.write_text(good + "\n", encoding="utf-8")
    assert load_rulings(file) == (MatchRuling("Tanks roll", "force.movement", 0.8, 2.1, True),)
    file.write_text(good + "\n{}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 2"):
        load_rulings(file)
