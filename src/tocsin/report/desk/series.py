"""Numbers counted at several times, each with the baseline that it is to be read against."""

from __future__ import annotations

from tocsin.model.linkage import Series
from tocsin.model.quantity import Quantity
from tocsin.report.desk.claims import quote
from tocsin.report.desk.sight import Row, Sight


def series(sight: Sight) -> list[Row]:
    """All series of which two points at least count on the day, the longest first."""
    rows = [_series(sight, each) for each in sight.desk.linkage.series]
    return sorted((row for row in rows if len(row["points"]) > 1), key=lambda row: (-len(row["points"]), row["id"]))


def _series(sight: Sight, each: Series) -> Row:
    points = []
    for key, value in zip(each.claim_ids, each.values, strict=True):
        claim = sight.desk.claims.get(key)
        if claim is None or not sight.counts(claim):
            continue
        number = next((item for item in claim.numbers if item.value == value), None)
        when = claim.when
        points.append(
            {
                "claim_id": key,
                "value": value,
                "high": number.high if number else None,
                "qualifier": number.qualifier if number else "exact",
                "when": when.iso() if when else None,
                "start": str(when.start) if when and when.start else None,
                "end": str(when.end) if when and when.end else None,
                "text": quote(sight, claim),
                "document_id": claim.document_id,
                "who": sight.who(claim),
            }
        )
    return {
        "id": each.id,
        "label": sight.mask(each.label),
        "unit": _unit(sight, each),
        "baseline": each.baseline,
        "reasons": [sight.mask(reason) for reason in each.reasons],
        "points": points,
    }


def _unit(sight: Sight, each: Series) -> str:
    claim = sight.desk.claims.get(each.claim_ids[-1])
    found: list[Quantity] = [item for item in claim.numbers if item.value == each.values[-1]] if claim else []
    return sight.mask(found[0].unit) if found else ""
