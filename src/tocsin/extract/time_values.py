"""From a matched time expression to its value: a TIMEX3 value and, where days are known, an interval.

Values follow TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1): `1998-08-07`, `1998-W32`, `1998-Q3`, `1998-SU`, `199`
for the nineties, `PRESENT_REF`, and `XXXX-03-05` where the year is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tocsin.extract.time_calendar import (
    bare_month_value,
    century_value,
    day_month_value,
    decade_value,
    iso_value,
    month_year_value,
    months_value,
    quarter_value,
    relative_month_value,
    season_value,
    slash_value,
    year_value,
    years_value,
)
from tocsin.extract.time_deictic import (
    ago_value,
    day_before_value,
    day_word_value,
    duration_value,
    edge_of_value,
    past_span_value,
    reference_value,
    relative_unit_value,
    weekday_value,
    weekend_value,
    year_end_value,
)
from tocsin.extract.time_value import Groups, Setting, Tense, Value

__all__ = ["Groups", "Setting", "Tense", "Value", "value_of"]


def value_of(name: str, groups: Groups, setting: Setting) -> Value | None:
    """The value of a match of the named pattern, or None where the words turn out to mean no time."""
    return RULES[name](groups, setting)


RULES: Mapping[str, Callable[[Groups, Setting], Value | None]] = {
    "iso": iso_value,
    "slash": slash_value,
    "day_range": day_month_value,
    "month_range": day_month_value,
    "day_month": day_month_value,
    "month_day": day_month_value,
    "months": months_value,
    "month_year": month_year_value,
    "quarter": quarter_value,
    "short_quarter": quarter_value,
    "season": season_value,
    "decade": decade_value,
    "century": century_value,
    "years": years_value,
    "fiscal": year_value,
    "day_word": day_word_value,
    "weekday": weekday_value,
    "weekend": weekend_value,
    "ago": ago_value,
    "past_span": past_span_value,
    "relative_unit": relative_unit_value,
    "relative_month": relative_month_value,
    "day_before": day_before_value,
    "edge_of": edge_of_value,
    "year_end": year_end_value,
    "month": bare_month_value,
    "year": year_value,
    "reference": reference_value,
    "duration": duration_value,
}
