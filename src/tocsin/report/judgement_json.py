"""A judgement as one JSON object for export: masked, and without the grades, which are internal."""

from __future__ import annotations

from typing import Any

from tocsin.model.codec import to_plain
from tocsin.model.judgement import Judgement
from tocsin.report.masking import Masker

Row = dict[str, Any]


def judgement_json(judgement: Judgement, masker: Masker, *, grades: bool = False) -> Row:
    """Every field of the judgement with names masked in labels and reasons, keys of influences included."""
    plain: Row = to_plain(judgement)
    if not grades:
        del plain["grades"]
    return {key: masked(value, masker) for key, value in plain.items()}


def masked(value: Any, masker: Masker) -> Any:
    """Plain data with every text in it masked, keys of tables too."""
    if isinstance(value, str):
        return masker.text(value)
    if isinstance(value, (list, tuple)):
        return [masked(item, masker) for item in value]
    if isinstance(value, dict):
        return {masker.text(str(key)): masked(item, masker) for key, item in value.items()}
    return value
