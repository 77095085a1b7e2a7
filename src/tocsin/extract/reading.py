"""Reading: one document parsed, with what the rules found in it; whatever finds drafts, the rest works from this."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.extract.coreference import Coreference
from tocsin.extract.draft import Draft
from tocsin.extract.layout import Paragraph
from tocsin.extract.parse import Parse
from tocsin.extract.time import Anchors
from tocsin.model.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """`drafts` are the rules' own, in reading order."""

    document: Document
    parse: Parse
    blocks: tuple[Paragraph, ...]
    drafts: tuple[Draft, ...]
    coreference: Coreference
    anchors: Anchors
