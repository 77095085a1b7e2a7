"""Probes of the judgement, printed: what single reports, standing facts, crowds and false alarms do to an answer.

    python benchmarks/probes.py

The bounds are tests (tests/assess/test_probes.py); this prints the values for docs/method.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from judged_cases import ACTOR, AS_OF, COLUMNIST, TARGET, THIRD, Said, answer, question

from tocsin.model.settings import AssessSettings

SETTINGS = AssessSettings(draws=400)
BUILD_UP = ("force.movement", "command.order", "force.alert", "force.deployment", "mobilisation.callup")


def windows(indicator: str, **changes: object) -> list[Said]:
    """One report in each of 17 windows."""
    return [replace(Said(AS_OF - timedelta(days=14 * n + 3), indicator), **changes) for n in range(17)]  # type: ignore[arg-type]


def pieces() -> list[Said]:
    """Twenty columnists who say that they will enter."""
    return [
        Said(
            AS_OF - timedelta(days=n),
            "force.crossing",
            source=replace(COLUMNIST, name=f"columnist {n}"),
            sighting=False,
            kind="forecast",
        )
        for n in range(20)
    ]


def build_up(origins: int) -> list[Said]:
    """Seven signs every six days for two months, each from so many unconnected origins."""
    return [
        Said(AS_OF - timedelta(days=60 - 6 * n), key, source=replace(THIRD, name=f"{key} {n} {origin}"))
        for n in range(10)
        for origin in range(origins)
        for key in (*BUILD_UP, "command.lockdown", "force.airlift")
    ]


def cases() -> Sequence[tuple[str, Callable[[], list[Said]]]]:
    """Names and what is said."""
    day = AS_OF - timedelta(days=3)
    return (
        ("nothing", list),
        ("one movement", lambda: [Said(day, "force.movement")]),
        ("one movement denied by a third party", lambda: [Said(day, "force.movement", -1)]),
        ("one movement denied by the actor", lambda: [Said(day, "force.movement", -1, source=ACTOR)]),
        ("the patron's troops, once", lambda: [Said(day, "basing.patron-troops")]),
        ("the patron's troops, 17 windows", lambda: windows("basing.patron-troops")),
        ("dependence on the patron, 17 windows", lambda: windows("leader.dependence")),
        ("refusals, 17 windows", lambda: windows("will.refusal", source=TARGET)),
        ("denials, 17 windows", lambda: windows("leader.denial", source=ACTOR)),
        ("20 opinion pieces", pieces),
        ("build-up, one origin a sign", lambda: build_up(1)),
        ("build-up, three origins a sign", lambda: build_up(3)),
    )


def main() -> None:
    for name, said in cases():
        print(f"{name:45s} {answer(said(), settings=SETTINGS):7.2%}")
    asked = question(prior=0.03)
    false = [Said(AS_OF - timedelta(days=1), "force.crossing", source=TARGET)]
    for days in (0, 10, 48):
        on = AS_OF + timedelta(days=days)
        with_it, without = (answer(said, as_of=on, asked=asked, settings=SETTINGS) for said in (false, []))
        print(f"false crossing, prior 3 %, {days:2d} days later       {with_it:7.2%}   without it {without:.2%}")


if __name__ == "__main__":
    main()
