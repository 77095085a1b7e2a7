"""The publisher, where a text names it."""

from __future__ import annotations

import pytest

from tocsin.read.publisher import agency


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("MINSK, October 10, 2022 (Meridian Wire) - The two states will form a joint force.", "Meridian Wire"),
        ("ABUJA, Aug 10 (Savannah Press) — Leaders met on Thursday.", "Savannah Press"),
        ("SANKT ANNA, 3 May. /NORDTASS/. The minister left.", "NORDTASS"),
        ("MOSCOW, November 12 (Volga Agency). Nobody is threatened, the spokesman said.", "Volga Agency"),
        ("KYIV (Ledger) - The council met.", "Ledger"),
        ("The council (the upper house) - met on Monday.", None),
        ("BYPOL (the union of former officers) said on Monday that it would go on.", None),
        ("NATO forces in Kosovo (KFOR) were attacked.", None),
    ],
)
def test_a_dateline_credits_its_agency(paragraph: str, expected: str | None) -> None:
    assert agency([paragraph]) == expected
