"""Commands that share options: each option is described once, and a command names those that it takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from tocsin.cli import options
from tocsin.cli.request import Request

KNOBS: Mapping[str, Any] = {
    "asked": options.Asked,
    "words": options.Words,
    "case": options.CaseToAsk,
    "about": options.About,
    "since": options.Since,
    "until": options.Until,
    "step": options.Step,
    "hindsight": options.Hindsight,
    "as_of": options.AsOf,
    "dates": options.Dates,
    "date": options.DateOf,
    "actor": options.Actor,
    "target": options.Target,
    "patron": options.Patron,
    "deadline": options.Deadline,
    "template": options.TemplateName,
    "criterion": options.Criterion,
    "prior": options.Prior,
    "question_file": options.QuestionFile,
    "claims": options.ClaimsFile,
    "freeze": options.Freeze,
    "reveal": options.Reveal,
    "doubtful": options.Doubtful,
    "rows": options.Rows,
    "brief_format": options.Format,
    "output": options.Output,
    "workers": options.Workers,
    "extractor": options.ExtractorName,
    "learned": options.Learned,
    "settings": options.SettingsFile,
    "author": options.Author,
}
INPUT = ("words", "dates", "date", "claims", "workers", "extractor", "learned", "settings", "author")
ROLES = ("actor", "target", "patron", "deadline", "criterion", "prior")
KIND = ("as_of", "template", "question_file")
TABLE = ("reveal", "rows", "output")


def command(function: Callable[[Request], None], names: tuple[str, ...]) -> Callable[..., None]:
    """The function as a command with these options, in the order of `KNOBS`; they reach it as one Request."""
    defaults = {each.name: each.default for each in fields(Request)}
    parameters = [
        inspect.Parameter(
            name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=defaults[name], annotation=KNOBS[name]
        )
        for name in KNOBS
        if name in names
    ]

    def run(**given: Any) -> None:
        function(Request(**given))

    # Typer reads a command's options from the signature of its function.
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__ = function.__doc__
    return run
