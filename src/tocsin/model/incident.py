"""Incident: claims about one happening or state, and the independent origins that they go back to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims that go back to one root (a person, a document, a copied text): together they are one report.

    `label` names the root in words; `stated` is True where the articles themselves say so, False where it is
    inferred from the `reasons`. `interest` is the side whose interest the root serves, or "none".
    """

    id: str
    label: str
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    stated: bool
    reasons: tuple[str, ...]
    interest: str = "none"


@dataclass(frozen=True, slots=True)
class Incident:
    """A cluster of claims that state one proposition. A single claim is an incident of its own.

    `head` is the claim that states it best. `effective_origins` discounts shared interest: n / (1 + (n-1)ρ).
    """

    id: str
    head: str
    claim_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    effective_origins: float
    reasons: tuple[str, ...] = ()
