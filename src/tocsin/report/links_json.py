"""Links as one JSON object, in the shape of the annotated articles' links."""

from __future__ import annotations

from typing import Any

from tocsin.model.linkage import Linkage
from tocsin.report.masking import Masker

Row = dict[str, Any]


def links_json(linkage: Linkage, masker: Masker) -> Row:
    """`same`, `contradict`, `update`, `circular` and `entities`, and `copies` and `series` besides."""
    return {
        "same": [list(incident.claim_ids) for incident in linkage.incidents if len(incident.claim_ids) > 1],
        "contradict": _conflicts(linkage, masker),
        "update": [
            {"earlier": link.b, "later": link.a, "why": _why(link.reasons, masker)}
            for link in linkage.links
            if link.relation == "updates"
        ],
        "circular": [
            {
                "claims": list(root.claim_ids),
                "origin": masker.text(root.label),
                "stated": root.stated,
                "why": _why(root.reasons, masker),
            }
            for root in linkage.roots
            if len(root.claim_ids) > 1
        ],
        "entities": [
            {
                "name": masker.text(entity.name),
                "type": entity.type,
                "variants": list(dict.fromkeys(masker.text(variant) for variant in entity.variants)),
            }
            for entity in linkage.entities
        ],
        "copies": [{"a": reuse.a, "b": reuse.b, "share": round(reuse.share, 3)} for reuse in linkage.reuse],
        "series": [
            {"label": masker.text(series.label), "claims": list(series.claim_ids), "values": list(series.values)}
            for series in linkage.series
        ],
    }


def _conflicts(linkage: Linkage, masker: Masker) -> list[Row]:
    strength = {"contradicts": "contradiction", "tension": "tension"}
    return [
        {"a": link.a, "b": link.b, "why": _why(link.reasons, masker), "strength": strength[link.relation]}
        for link in linkage.links
        if link.relation in strength
    ]


def _why(reasons: tuple[str, ...], masker: Masker) -> str:
    return masker.text("; ".join(reasons))
