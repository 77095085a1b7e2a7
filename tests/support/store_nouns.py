"""Small nouns to put into stores."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tocsin.model.attribution import Attribution
from tocsin.model.capture import Capture, capture
from tocsin.model.claim import Claim, claim_id
from tocsin.model.decision import Decision
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval, of_day
from tocsin.model.judgement import Estimate, Judgement
from tocsin.model.question import Party, Question
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.model.stamp import Stamp

STAMP = Stamp("Ada", datetime(2031, 5, 2, 9, 30, tzinfo=UTC))


def a_capture(name: str = "one", text: str = "Marta Quill said the bridge was closed.") -> Capture:
    return capture(name, text.encode(), "file", f"reports/{name}.txt", STAMP.at)


def a_document(name: str = "one", text: str = "Marta Quill said the bridge was closed.") -> Document:
    made = a_capture(name, text)
    publication = Publication(Interval(date(2031, 5, 1), None), "bounded", "speaks of 1 May")
    return Document(
        document_id(made.sha256, name),
        name,
        made.sha256,
        text,
        text_digest(text),
        publication,
        publisher="The Courier",
    )


def a_claim(document: Document) -> Claim:
    source = Source("Marta Quill", "witness", "none", ("Quill",))
    chain = (Attribution(source, Span(0, 11), Span(12, 16)),)
    content = Span(17, len(document.text) - 1)
    return Claim(
        claim_id(document.id, content, chain, Span(12, 16)),
        document.id,
        content,
        Span(0, len(document.text)),
        chain,
        Span(12, 16),
        when=of_day(date(2031, 5, 1)),
        confidence=(("stance", 0.75),),
    )


def a_question(text: str = "Will Aland enter the war?") -> Question:
    return Question("q1", text, "war-entry", Party("aland", "Aland"), None, None, date(2031, 12, 31), "troops cross")


def a_decision(target: str = "abc:1-2") -> Decision:
    return Decision(0, "claim", target, "reject", "", "", "Ada", "a slip of the pen", STAMP.at)


def a_judgement(key: str = "k1") -> Judgement:
    even = Estimate(0.5, 0.2, 0.8)
    return Judgement(
        key, "q1", date(2031, 6, 1), even, even, even, even, "roughly even chance", "low", (), (), (), (), (), (), (),
        (), None, (), (), (), (), 1.0,
    )  # fmt: skip
