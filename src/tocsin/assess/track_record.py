"""Track record: how often what a source said first was borne out, counted over incidents that later evidence settled.

An incident is settled for a source once, after it spoke, at least two further origins of other interests speak to
the same point and none against them: told alike it was right, told otherwise it was wrong. The record updates the
letter's distribution as a beta-binomial does (Gelman et al. 2013, section 2.4), and shows its counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.assess.counting import Counting
from tocsin.assess.draws import Floats, expit, logit
from tocsin.model.claim import Claim
from tocsin.model.linkage import Linkage

FEWEST_SETTLED, WITNESSES = 3, 2


@dataclass(frozen=True, slots=True)
class Record:
    """How often a source was right and wrong in what later evidence settled."""

    right: int = 0
    wrong: int = 0

    @property
    def settled(self) -> int:
        """Settled incidents."""
        return self.right + self.wrong

    @property
    def words(self) -> str:
        """The counts in words, with whether they are enough to move the grade."""
        use = "" if self.settled >= FEWEST_SETTLED else f"; too few to count (from {FEWEST_SETTLED} on)"
        return f"track record: {self.right} right, {self.wrong} wrong of {self.settled} settled{use}"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something first of an incident, for whose interest, since when, and on which side of it."""

    source: str
    interest: str
    known: date
    affirms: bool


def track_records(
    claims: Sequence[Claim], linkage: Linkage, counting: Counting, voices: Mapping[str, tuple[str, str]]
) -> dict[str, Record]:
    """Records by source key. `voices` gives, by claim, its origin's source and interest; others don't count."""
    by_id = {claim.id: claim for claim in claims if claim.id in voices and claim.document_id in counting.known}
    against: dict[str, set[str]] = {}
    for link in linkage.links:
        if link.relation == "contradicts":
            against.setdefault(link.a, set()).add(link.b)
            against.setdefault(link.b, set()).add(link.a)
    counts: dict[str, list[int]] = {}
    for incident in linkage.incidents:
        told = [key for key in incident.claim_ids if key in by_id]
        denied = sorted({key for claim in told for key in against.get(claim, ())} & by_id.keys() - set(told))
        first = _first([*((key, True) for key in told), *((key, False) for key in denied)], by_id, counting, voices)
        for voice in first:
            right = _settled(voice, first)
            if right is not None and voice.affirms:  # who contradicts has an incident of his own
                counts.setdefault(voice.source, [0, 0])[0 if right else 1] += 1
    return {key: Record(*value) for key, value in counts.items()}


def _first(
    said: Sequence[tuple[str, bool]],
    by_id: Mapping[str, Claim],
    counting: Counting,
    voices: Mapping[str, tuple[str, str]],
) -> list[Voice]:
    """Each source's first word on an incident."""
    found: dict[str, Voice] = {}
    for key, affirms in said:
        source, interest = voices[key]
        voice = Voice(source, interest, counting.known[by_id[key].document_id], affirms)
        if source not in found or voice.known < found[source].known:
            found[source] = voice
    return sorted(found.values(), key=_order)


def _order(voice: Voice) -> tuple[date, str]:
    return voice.known, voice.source


def _settled(voice: Voice, others: Sequence[Voice]) -> bool | None:
    """Whether later evidence bore a voice out; None where it settles nothing."""
    later = [o for o in others if o.known > voice.known and o.interest != voice.interest]
    alike = {o.interest for o in later if o.affirms == voice.affirms}
    otherwise = {o.interest for o in later if o.affirms != voice.affirms}
    if len(alike) >= WITNESSES and not otherwise:
        return True
    return False if len(otherwise) >= WITNESSES and not alike else None


def updated(letter: Floats, record: Record) -> Floats:
    """Draws of a reliability with the letter's distribution, after a record: mean and spread of the beta posterior,
    on the log-odds scale, draw by draw in the letter's own order."""
    if record.settled < FEWEST_SETTLED:
        return letter
    mean, variance = float(letter.mean()), max(float(letter.var()), 1e-6)
    weight = max(mean * (1 - mean) / variance - 1, 1.0)
    total = weight + record.settled
    after = (weight * mean + record.right) / total
    narrower = np.sqrt(after * (1 - after) / (total + 1) / variance)
    shift = float(logit(after) - logit(mean))
    centre = logit(letter[0])
    return expit(centre + shift + (logit(letter) - centre) * min(float(narrower), 1.0))
