"""The extractor as a plain function over batches, so that any engine can run it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from tocsin.errors import ModelError
from tocsin.model.chat_account import ChatAccount
from tocsin.model.codec import digest
from tocsin.model.document import Document
from tocsin.model.findings import Findings
from tocsin.model.ports import Answers, ChatModel
from tocsin.model.settings import ExtractSettings, LlmSettings
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


@dataclass(frozen=True)
class Asking:
    """What a language model is asked with: the model, where its answers are kept, and what is counted."""

    chat: ChatModel
    answers: Answers
    settings: LlmSettings
    account: ChatAccount


@dataclass(frozen=True)
class AskingExtraction:
    """The extractor that asks a language model. It works in the calling process alone: what takes time is waiting."""

    settings: ExtractSettings
    version: str
    asking: Asking

    def __call__(self, documents: Documents) -> FindingsOfEach:
        from tocsin.extract.llm import make_llm_extractor

        asking = self.asking
        extractor = make_llm_extractor(
            _extractor(self.settings), asking.chat, asking.answers, asking.settings, asking.account, _fence
        )
        return tuple(extractor.extractions(documents))


def _fence() -> str:
    return f"passage-{secrets.token_hex(12)}"


def build_extraction(settings: ExtractSettings, asking: Asking | None = None) -> Extraction:
    """The extraction of these settings. Raises ModelError where no language pipeline is installed, or where a
    language model is wanted and none is handed in."""
    pipeline = installed_version(settings.pipeline)
    if not pipeline:
        raise ModelError(
            "no English language pipeline is installed",
            value=settings.pipeline,
            remedy="run `tocsin doctor`, or name an installed spaCy pipeline in the settings",
        )
    version = f"{stage_version('extract')}+{pipeline}+{digest(settings)[:8]}"
    if settings.extractor == "rules":
        return ExtractorExtraction(settings, version)
    if asking is None:
        remedy = 'use extractor = "rules", or a command that takes --extractor'
        raise ModelError("no language model can be asked here", value=settings.extractor, remedy=remedy)
    return AskingExtraction(settings, f"{version}+{asking.chat.version}", asking)


@lru_cache(maxsize=1)
def _extractor(settings: ExtractSettings) -> Extractor:
    from tocsin.extract.extractor import load_extractor

    return load_extractor(settings)
