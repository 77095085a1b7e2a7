"""Quantities (placeholder until the grammar of numbers is in)."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.model.quantity import Quantity


def quantities(doc: Doc, draft: Draft) -> tuple[Quantity, ...]:
    return ()
