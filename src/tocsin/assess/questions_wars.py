"""Wars under way, to fill in a side that a question leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.assess.questions_roles import load_bodies, load_data, party_of
from tocsin.errors import VocabularyError
from tocsin.model.question import Party
from tocsin.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class War:
    """A war under way: keys of the two sides, its days, and other names of its ground."""

    attacker: str
    target: str
    start: date
    end: date | None
    places: tuple[str, ...]


def load_wars() -> tuple[War, ...]:
    """Wars under way, to fill in a side that a question leaves out."""
    rows = []
    for number, row in enumerate(load_data("wars.toml").get("war", []), start=1):
        try:
            end = date.fromisoformat(row["to"]) if "to" in row else None
            start = date.fromisoformat(row["from"])
            rows.append(War(row["attacker"], row["target"], start, end, tuple(row.get("places", ()))))
        except (KeyError, ValueError) as error:
            raise VocabularyError(
                "a war is not usable",
                value=str(error),
                place=f"wars.toml, war {number}",
                remedy="give attacker, target, from",
            ) from error
    return tuple(rows)


def fill_from_wars(
    parties: Mapping[str, Party], text: str, on: date, wars: Sequence[War], gazetteer: Gazetteer
) -> tuple[dict[str, Party], tuple[str, ...]]:
    """A missing patron or target, where exactly one war under way on that day fits what is named.

    The attacker is taken for the patron, unless the question names the attacked side as the one to be helped, or the
    attacker as the one to be fought.
    """
    running = [war for war in wars if war.start <= on and (war.end is None or on <= war.end)]
    named = {role: parties[role].key for role in ("patron", "target") if role in parties}
    fits = set()
    for war in running:
        sides = {"patron": war.attacker, "target": war.target}
        turned = {"patron": war.target, "target": war.attacker}
        hinted = bool(named) or any(place in text.lower() for place in war.places)
        for pairing in (sides, turned) if named else (sides,):
            if hinted and all(pairing[role] == key for role, key in named.items()):
                fits.add((pairing["patron"], pairing["target"]))
    if len(fits) != 1:
        return dict(parties), ()
    filled, notes = dict(parties), []
    for role, key in zip(("patron", "target"), fits.pop(), strict=True):
        country = gazetteer.by_key(key) or load_bodies().by_key(key)
        if role not in filled and country:
            filled[role] = party_of(country)
            notes.append(f"{role}: {country.name}, from the list of wars under way (wars.toml)")
    return filled, tuple(notes)
