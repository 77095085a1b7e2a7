"""The indicator board: indicators by window, each cell with a word and a letter, not with colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tocsin.model.judgement import Cell
from tocsin.report import words
from tocsin.report.context import Context
from tocsin.report.nouns import Board, BoardCell, BoardRow
from tocsin.report.vocabulary import load_wording

MOST_WINDOWS = 12
SPOKEN = ("lit", "denied", "contested")


def board(context: Context) -> Board:
    """Rows for the indicators that reporting speaks of in the windows shown; the others by name."""
    cells = [cell for cell in context.judgement.cells if cell.start <= context.judgement.as_of]
    windows = [(start, min(end, context.judgement.as_of)) for start, end in _windows(cells)]
    by_place = {(cell.indicator, cell.start): cell for cell in cells}
    rows = []
    silent = []
    for indicator in context.template.indicators:
        own = [by_place.get((indicator.key, start)) for start, _ in windows]
        spoken = [cell for cell in own if cell and cell.claim_ids and cell.state in SPOKEN]
        if not spoken:
            silent.append(indicator.name)
            continue
        rows.append(
            BoardRow(
                indicator=indicator.key,
                family=indicator.family,
                name=indicator.name,
                effect=load_wording().effect[indicator.effect],
                cells=tuple(_cell(cell, start, end) for cell, (start, end) in zip(own, windows, strict=True)),
                latest=_latest(spoken, context.judgement.as_of),
                citations=context.cites(claim_id for cell in reversed(spoken) for claim_id in cell.claim_ids),
            )
        )
    return Board(rows=tuple(rows), silent=tuple(silent))


def _windows(cells: Sequence[Cell]) -> list[tuple[date, date]]:
    """At most `MOST_WINDOWS` windows without a gap, up to the last one, from the first in which anything was said."""
    if not cells:
        return []
    last = max(cells, key=lambda cell: cell.start)
    length = last.end - last.start + timedelta(days=1)
    spoken = [cell.start for cell in cells if cell.state in SPOKEN and cell.claim_ids]
    windows = [(last.start - step * length, last.end - step * length) for step in range(MOST_WINDOWS)]
    first = min((start for start in spoken if start >= windows[-1][0]), default=last.start)
    return [(start, end) for start, end in reversed(windows) if end >= first]


def _cell(cell: Cell | None, start: date, end: date) -> BoardCell:
    state = cell.state if cell else "unreported"
    word, letter = load_wording().state[state]
    origins = cell.origins if cell else 0
    by = f" by {words.counted(origins, 'independent origin')}" if origins and state != "stale" else ""
    return BoardCell(start, end, state, letter, f"{word}{by}", origins)


def _latest(spoken: Sequence[Cell], as_of: date) -> str:
    """`reported, 3 to 16 March 2022`: the last window in which anything was said."""
    last = spoken[-1]
    word, _ = load_wording().state[last.state]
    return f"{word}, {words.stretch(last.start, min(last.end, as_of))}"
