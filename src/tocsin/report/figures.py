"""Figures as inline SVG: no script, no remote asset, colours by class so that the page's light and dark themes apply.

Every figure has a title and a description, and nothing in it is told by colour alone.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape

from tocsin.report import words
from tocsin.report.nouns import Board, CurvePoint, SourceTree

_WIDTH = 760
_STATES = ("lit", "contested", "denied", "stale", "unreported")


def curve_figure(points: Sequence[CurvePoint], prior: float) -> str:
    """Probability over time with its band, and the prior as a dashed line. "" for fewer than two days."""
    if len(points) < 2:
        return ""
    left, right, top, bottom = 52, 88, 14, 30
    height = 250
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()
    ceiling = _ceiling(max(max(point.high for point in points), prior))

    def x(day: date) -> float:
        return left + (_WIDTH - left - right) * (day.toordinal() - first) / max(1, last - first)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - min(value, ceiling) / ceiling)

    upper = [f"{x(point.day):.1f},{y(point.high):.1f}" for point in points]
    lower = [f"{x(point.day):.1f},{y(point.low):.1f}" for point in reversed(points)]
    line = " ".join(f"{x(point.day):.1f},{y(point.probability):.1f}" for point in points)
    end = points[-1]
    ticks = [ceiling * step / 4 for step in range(5)]
    label_y, prior_y = _apart(y(end.probability), y(prior))
    parts = [
        *(f'<line class="grid" x1="{left}" x2="{_WIDTH - right}" y1="{y(t):.1f}" y2="{y(t):.1f}"/>' for t in ticks),
        *(_label(left - 8, y(t) + 4, _tick(t), "axis end") for t in ticks),
        *(_label(x(day), height - 10, words.short_day(day), "axis middle") for day in _days(points)),
        f'<polygon class="band" points="{" ".join(upper + lower)}"/>',
        f'<line class="prior" x1="{left}" x2="{_WIDTH - right}" y1="{y(prior):.1f}" y2="{y(prior):.1f}"/>',
        f'<polyline class="line" points="{line}"/>',
        f'<circle class="dot" cx="{x(end.day):.1f}" cy="{y(end.probability):.1f}" r="4"/>',
        _label(_WIDTH - right + 8, label_y + 4, words.percent(end.probability), "value"),
        _label(_WIDTH - right + 8, prior_y + 4, f"prior {words.percent(prior)}", "axis"),
    ]
    description = (
        f"From {words.day(points[0].day)} to {words.day(end.day)} the answer went from "
        f"{words.percent(points[0].probability)} to {words.percent(end.probability)}; on the last day the interval "
        f"is {words.percent(end.low)} to {words.percent(end.high)}. The prior is {words.percent(prior)}."
    )
    return _svg("curve", height, "Probability over time", description, parts)


def board_figure(board: Board) -> str:
    """Indicators by window; every cell carries its letter. "" for an empty board."""
    if not board.rows:
        return ""
    names, row_height, top = 320, 24, 40
    windows = board.rows[0].cells
    wide = min(46.0, (_WIDTH - names - 8) / len(windows))
    parts = []
    every = max(1, math.ceil(44 / wide))
    for index, cell in enumerate(windows):
        if index % every == 0:
            parts.append(_label(names + index * wide + 2, top - 8, words.short_day(cell.start), "axis"))
    family = ""
    for number, row in enumerate(board.rows):
        y = top + number * row_height
        if row.family != family:
            family = row.family
            parts.append(f'<line class="grid" x1="0" x2="{names + wide * len(windows):.0f}" y1="{y}" y2="{y}"/>')
        parts.append(_label(4, y + 16, textwrap.shorten(row.name, 52, placeholder="…"), "name"))
        for index, cell in enumerate(row.cells):
            x = names + index * wide
            parts.append(
                f"<g><title>{escape(row.name)}, {words.stretch(cell.start, cell.end)}: {escape(cell.words)}</title>"
                f'<rect class="cell {cell.state}" x="{x + 1:.1f}" y="{y + 2}" width="{wide - 2:.1f}" '
                f'height="{row_height - 4}" rx="3"/>'
                f"{_label(x + wide / 2, y + 16, cell.letter, f'letter {cell.state}')}</g>"
            )
    described = "; ".join(f"{row.name}: {row.latest}" for row in board.rows)
    return _svg("board", top + len(board.rows) * row_height + 6, "Indicator board", f"{described}.", parts)


def tree_figure(tree: SourceTree, number: int) -> str:
    """From the proposition on the left to its origins to the articles on the right."""
    columns, text_width = (8, 300, 540), (250, 205, 212)
    middle_blocks = []
    y = 10.0
    parts: list[str] = []
    for origin in tree.origins:
        label = f"{origin.label}{'' if origin.stated else ' (inferred)'}"
        boxes = [_box(columns[2], text_width[2], name, "article") for name in origin.documents]
        height = max(_box_height(label, text_width[1]), sum(size + 6 for _, size in boxes) - 6)
        below = y
        centre = y + height / 2
        for draw, size in boxes:
            parts.append(_curve(columns[1] + text_width[1], centre, columns[2], below + size / 2))
            parts.append(draw.format(y=below, text_y=below + 16))
            below += size + 6
        draw, size = _box(columns[1], text_width[1], label, "origin")
        parts.append(draw.format(y=centre - size / 2, text_y=centre - size / 2 + 16))
        middle_blocks.append(centre)
        y += height + 14
    whole = max(y, _box_height(tree.words, text_width[0]) + 20)
    draw, size = _box(columns[0], text_width[0], tree.words, "proposition")
    parts += [_curve(columns[0] + text_width[0], whole / 2, columns[1], centre) for centre in middle_blocks]
    parts.append(draw.format(y=whole / 2 - size / 2, text_y=whole / 2 - size / 2 + 16))
    told = "; ".join(f"{origin.label}, in {words.joined(origin.documents)}" for origin in tree.origins)
    description = f"{tree.words} goes back to {words.counted(len(tree.origins), 'origin')}: {told}."
    return _svg(f"tree{number}", math.ceil(max(whole, size + 20)), f"Sources of: {tree.title}", description, parts)


def legend() -> tuple[tuple[str, str, str], ...]:
    """Letter, word and class of each state, for the legend in the page."""
    from tocsin.report.vocabulary import load_wording

    states = load_wording().state
    return tuple((states[key][1] or "–", states[key][0], key) for key in _STATES)


def _svg(key: str, height: int, title: str, description: str, parts: Sequence[str]) -> str:
    return (
        f'<svg class="figure" role="img" viewBox="0 0 {_WIDTH} {height}" aria-labelledby="{key}-title {key}-desc" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _label(x: float, y: float, text: str, classes: str) -> str:
    return f'<text class="{classes}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _box(x: float, width: int, text: str, kind: str) -> tuple[str, float]:
    """A text box as a format string that still needs its place, and its height."""
    lines = _wrapped(text, width)
    height = _box_height(text, width)
    spans = "".join(
        f'<tspan x="{x + 8}" dy="{0 if index == 0 else 15}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    spans = spans.replace("{", "{{").replace("}", "}}")
    return (
        f'<rect class="box {kind}" x="{x}" y="{{y:.1f}}" width="{width}" height="{height}" rx="4"/>'
        f'<text class="boxed" x="{x + 8}" y="{{text_y:.1f}}">{spans}</text>',
        height,
    )


def _box_height(text: str, width: int) -> float:
    return 10 + 15 * len(_wrapped(text, width))


def _wrapped(text: str, width: int) -> list[str]:
    # 6.4 units a character is the widest that the page's sans-serif faces need at 12 units.
    return textwrap.wrap(text.replace(words.SPACE, " "), max(10, int((width - 14) / 6.4))) or [""]


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return (
        f'<path class="edge" d="M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"/>'
    )


def _ceiling(highest: float) -> float:
    steps = (0.01, 0.02, 0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8, 1.0)
    return next((step for step in steps if step >= highest * 1.05), 1.0)


def _tick(value: float) -> str:
    return f"{100 * value:.1f}".rstrip("0").rstrip(".") + f"{words.SPACE}%"


def _days(points: Sequence[CurvePoint]) -> list[date]:
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()
    count = min(6, last - first)
    return list(dict.fromkeys(date.fromordinal(first + (last - first) * step // count) for step in range(count + 1)))


def _apart(a: float, b: float, least: float = 16.0) -> tuple[float, float]:
    """Two label heights moved apart where they would overlap."""
    if abs(a - b) >= least:
        return a, b
    middle = (a + b) / 2
    return (middle - least / 2, middle + least / 2) if a <= b else (middle + least / 2, middle - least / 2)
