"""Rows for tables and programs, from the report stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.options import TableFormat
from tocsin.cli.output import Row

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting


def claim_rows(seat: Sitting, reveal: bool, format: TableFormat | None, output: Path | None) -> list[Row]:
    raise NotImplementedError


def links_object(seat: Sitting, reveal: bool) -> Row:
    raise NotImplementedError


def link_rows(seat: Sitting, reveal: bool) -> list[Row]:
    raise NotImplementedError


def document_rows(seat: Sitting, reveal: bool) -> list[Row]:
    raise NotImplementedError


def source_rows(seat: Sitting, reveal: bool) -> list[Row]:
    raise NotImplementedError


def incident_rows(seat: Sitting, reveal: bool) -> list[Row]:
    raise NotImplementedError


def conflict_rows(seat: Sitting, reveal: bool) -> list[Row]:
    raise NotImplementedError


def indicator_rows(seat: Sitting, reveal: bool) -> list[Row]:
    raise NotImplementedError


def explanation_rows(seat: Sitting, about: str, reveal: bool) -> list[Row]:
    from tocsin.cli.explaining import explain

    return list(explain(seat.study(), about))
