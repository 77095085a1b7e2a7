"""An extraction without any model: every sentence is a claim. Quick enough to be run, killed and run again."""

from __future__ import annotations

import os
import re
import signal
import time
from dataclasses import dataclass

from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document
from tocsin.model.findings import Findings
from tocsin.model.source import Source
from tocsin.model.span import Span


@dataclass(frozen=True)
class PlainExtraction:
    """`pause` in seconds for each document; a text that holds `poison` kills the process, `trouble` raises."""

    version: str = "plain-1"
    pause: float = 0.0
    poison: str = ""
    trouble: str = ""

    def __call__(self, documents: tuple[Document, ...]) -> tuple[Findings, ...]:
        return tuple(Findings(self._claims(document)) for document in documents)

    def _claims(self, document: Document) -> tuple[Claim, ...]:
        time.sleep(self.pause)
        if self.poison and self.poison in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.trouble and self.trouble in document.text:
            raise ZeroDivisionError("trouble was met")
        return tuple(
            _claim(document, Span(match.start(), match.end())) for match in re.finditer(r"[^.\s][^.]+", document.text)
        )


def _claim(document: Document, span: Span) -> Claim:
    said = re.match(r"(\w+ \w+) said ", span.text(document.text))
    chain: tuple[Attribution, ...] = ()
    content = span
    if said:
        mention = Span(span.start, span.start + said.end(1))
        chain = (Attribution(Source(said.group(1), "official"), mention),)
        content = Span(span.start + said.end(), span.end)
    return Claim(claim_id(document.id, content, chain, None), document.id, content, span, chain, extractor="plain")
