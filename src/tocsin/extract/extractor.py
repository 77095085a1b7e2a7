"""The extractor: a document in, its claims out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from tocsin.extract.confidence import Found, confidence_of
from tocsin.extract.coreference import Coreference, resolve, with_speakers
from tocsin.extract.draft import Draft
from tocsin.extract.drafting import block_drafts, is_outlet, once, without_quoting
from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import FactualityLexicon, load_factuality_lexicon
from tocsin.extract.layout import Paragraph, mark_sentences, paragraphs
from tocsin.extract.lexicon import Lexicon, load_lexicon
from tocsin.extract.mentions import attribution
from tocsin.extract.naming import load_given_names, with_names
from tocsin.extract.nominal import noun_frames, phrase_frames, with_citations, with_evidence
from tocsin.extract.parse import Parse, parse_view
from tocsin.extract.participants import participants
from tocsin.extract.places import places
from tocsin.extract.quantities import quantities
from tocsin.extract.quotations import quotations
from tocsin.extract.quoting import speeches
from tocsin.extract.reading import Reading
from tocsin.extract.scene import Scene
from tocsin.extract.source_types import SourceVocabulary, load_source_vocabulary
from tocsin.extract.time import anchors, resolve_times
from tocsin.extract.time_grammar import TimeGrammar, load_time_grammar
from tocsin.extract.turns import Turn, turns
from tocsin.extract.verbs import verb_frames
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document
from tocsin.model.findings import Findings
from tocsin.model.settings import ExtractSettings
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer, load_gazetteer
from tocsin.text.language_pipeline import load_pipeline, version_of
from tocsin.text.token_rules import with_token_rules

CODE_VERSION = "1"


@dataclass(frozen=True)
class Extractor:
    """Holds the loaded models and vocabularies. Build it with `load_extractor`; one a process."""

    pipeline: Language
    lexicon: Lexicon
    sources: SourceVocabulary
    gazetteer: Gazetteer
    factuality_lexicon: FactualityLexicon
    time_grammar: TimeGrammar
    settings: ExtractSettings
    version: str

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """The claims of one document in reading order."""
        return next(self.extract_many([document]))

    def extract_many(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        """The claims of each document, in the order of the documents; parsing runs in batches."""
        return (findings.claims for findings in self.extractions(documents))

    def extractions(self, documents: Iterable[Document]) -> Iterator[Findings]:
        """As `extract_many`, with the count of what was dropped."""
        return (self.findings(reading, reading.drafts) for reading in self.readings(documents))

    def readings(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Each document parsed, with the drafts that the rules find; parsing runs in batches."""
        waiting: deque[tuple[Document, list[Paragraph], Mapping[int, Turn]]] = deque()

        def prepared() -> Iterator[Doc]:
            for document in documents:
                blocks = paragraphs(document)
                spoken = turns(document.text, blocks, self.lexicon.lists["labels"])
                waiting.append((document, blocks, spoken))
                bodies = [turn.body for turn in spoken.values()]
                yield mark_sentences(self.pipeline.make_doc(document.text), blocks, bodies)

        for doc in self.pipeline.pipe(prepared(), batch_size=16):
            document, blocks, spoken = waiting.popleft()
            parse = parse_view(doc)
            with_names(parse, self.sources, self.gazetteer, load_given_names())
            drafts, coreference = self.drafts(blocks, spoken, parse)
            anchored = anchors(doc, document, self.time_grammar)
            yield Reading(document, parse, tuple(blocks), tuple(drafts), coreference, anchored)

    def findings(self, reading: Reading, drafts: Sequence[Draft]) -> Findings:
        """The claims that drafts of a document make; those whose words do not stand in the text are counted."""
        grounded = [draft for draft in drafts if is_grounded(draft, reading.document)]
        return Findings(tuple(self.claim(reading, draft) for draft in grounded), len(drafts) - len(grounded))

    def drafts(
        self, blocks: list[Paragraph], labels: Mapping[int, Turn], parse: Parse
    ) -> tuple[list[Draft], Coreference]:
        """Drafts in reading order, each once."""
        found = quotations(parse.text, [(block.start, block.end) for block in blocks])
        spoken = speeches(parse, found, self.lexicon)
        inside = bytearray(len(parse))
        for speech in spoken:
            inside[speech.opening : speech.closing + 1] = b"\x01" * (speech.closing + 1 - speech.opening)
        frames = with_citations(
            parse, {**noun_frames(parse, self.lexicon), **verb_frames(parse, self.lexicon)}, self.lexicon
        )
        frames = without_quoting(frames, spoken, inside)
        phrases, frames = with_evidence(phrase_frames(parse, self.lexicon), frames)
        heads = {h for f in (*frames.values(), *phrases) for h in f.holders} | {h for s in spoken for h in s.holders}
        coreference = resolve(parse, self.sources, self.gazetteer, inside, frozenset(heads))
        told = [(s.first, s.last, s.holders[-1]) for s in spoken if s.holders]
        coreference = with_speakers(coreference, parse, told)

        def link(head: int, cue: Span | None) -> Attribution:
            return attribution(parse, head, cue, coreference, self.sources, self.gazetteer)

        outlet = partial(is_outlet, parse, link, self.sources)
        scene = Scene(parse, self.lexicon, frames, phrases, spoken, inside, link, outlet, self.settings.broad, labels)
        drafts = [draft for block in blocks if not block.boilerplate for draft in block_drafts(scene, block)]
        return once(drafts), coreference

    def claim(self, reading: Reading, draft: Draft) -> Claim:
        """The finished claim of a draft: its factuality, times and quantities worked out, its spans checked."""
        document, doc = reading.document, reading.parse.doc
        facts = factuality(doc, draft, self.factuality_lexicon)
        times = resolve_times(doc, draft, reading.anchors)
        numbers = quantities(doc, draft)
        return Claim(
            id=claim_id(document.id, draft.content, draft.chain, draft.cue),
            document_id=document.id,
            content=draft.content,
            sentence=draft.sentence,
            chain=draft.chain,
            cue=draft.cue,
            stance=facts.stance,
            polarity=facts.polarity,
            certainty=facts.certainty,
            verification=facts.verification,
            kind=facts.kind,
            when=times.when,
            said=times.said,
            numbers=numbers,
            participants=participants(doc, draft, reading.coreference, self.gazetteer),
            places=places(doc, draft, self.gazetteer),
            condition=draft.condition,
            confidence=confidence_of(Found(doc, draft, facts, times, numbers)),
            quoted=draft.quoted,
            headline=draft.headline,
            extractor=self.version,
        )


def is_grounded(draft: Draft, document: Document) -> bool:
    """Whether every span lies within the text and holds words."""
    spans = [draft.content, draft.sentence, *(link.mention for link in draft.chain)]
    spans += [cue for cue in (draft.cue, draft.condition, *(link.cue for link in draft.chain)) if cue is not None]
    return all(span.end <= len(document.text) and document.text[span.start : span.end].strip() for span in spans)


def load_extractor(settings: ExtractSettings) -> Extractor:
    """Load pipeline and vocabularies. Raises ModelError or VocabularyError where one is absent or malformed."""
    pipeline = with_token_rules(load_pipeline(settings.pipeline))
    sources = load_source_vocabulary()
    lexicon = load_lexicon(sources.holders())
    version = f"rules-{CODE_VERSION}+{version_of(pipeline)}+{lexicon.version}+{sources.version}"
    return Extractor(
        pipeline,
        lexicon,
        sources,
        load_gazetteer(),
        load_factuality_lexicon(),
        load_time_grammar(),
        settings,
        version,
    )
