"""Settings from a TOML file, with a table for each stage."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import msgspec

from tocsin.cli.options import Extractor
from tocsin.errors import OptionError
from tocsin.model import codec
from tocsin.model.settings import Settings


def load_settings(path: Path | None, workers: int | None = None, extractor: Extractor | None = None) -> Settings:
    """The settings of a run: defaults, then the file, then the command line. Raises OptionError naming the entry."""
    settings = _from_file(path) if path else Settings()
    if workers is not None:
        settings = replace(settings, engine=replace(settings.engine, workers=workers))
    if extractor is not None:
        settings = replace(settings, extract=replace(settings.extract, extractor=extractor.value))
    return settings


def _from_file(path: Path) -> Settings:
    place = str(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError("the settings file cannot be read", value=str(error), place=place) from error
    known = {each.name: {knob.name for knob in fields(getattr(Settings(), each.name))} for each in fields(Settings)}
    for table, entries in data.items():
        if table not in known:
            raise OptionError("no such table", value=table, place=place, remedy=f"use {', '.join(known)}")
        unknown = sorted(set(entries) - known[table]) if isinstance(entries, dict) else [str(entries)]
        if unknown:
            remedy = f"use {', '.join(sorted(known[table]))}"
            raise OptionError("no such setting", value=unknown[0], place=f"{place}, [{table}]", remedy=remedy)
    try:
        return codec.convert(data, Settings)
    except msgspec.ValidationError as error:
        raise OptionError("a setting has a wrong value", value=str(error), place=place) from error
