"""The extractor as a plain function over batches, so that any engine can run it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from tocsin.errors import ModelError
from tocsin.model.codec import digest
from tocsin.model.document import Document
from tocsin.model.findings import Findings
from tocsin.model.settings import ExtractSettings
from tocsin.registry.versions import stage_version
from tocsin.text.language_pipeline import installed_version

if TYPE_CHECKING:
    from tocsin.extract.extractor import Extractor

Documents = tuple[Document, ...]
FindingsOfEach = tuple[Findings, ...]


class Extraction(Protocol):
    """Documents to the findings in each. Picklable; `version` changes whenever the claims might."""

    @property
    def version(self) -> str: ...

    def __call__(self, documents: Documents) -> FindingsOfEach: ...


@dataclass(frozen=True)
class ExtractorExtraction:
    """Tocsin's own extractor. Each process loads its models once, at the first batch."""

    settings: ExtractSettings
    version: str

    def __call__(self, documents: Documents) -> FindingsOfEach:
        return tuple(_extractor(self.settings).extractions(documents))


def build_extraction(settings: ExtractSettings) -> ExtractorExtraction:
    """The extraction of these settings. Raises ModelError where no language pipeline is installed."""
    pipeline = installed_version(settings.pipeline)
    if not pipeline:
        raise ModelError(
            "no English language pipeline is installed",
            value=settings.pipeline,
            remedy="run `tocsin doctor`, or name an installed spaCy pipeline in the settings",
        )
    return ExtractorExtraction(settings, f"{stage_version('extract')}+{pipeline}+{digest(settings)[:8]}")


@lru_cache(maxsize=1)
def _extractor(settings: ExtractSettings) -> Extractor:
    from tocsin.extract.extractor import load_extractor

    return load_extractor(settings)
