"""The extractor: a document in, its claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from tocsin.extract.assembling import Scene, Voice, sentence_drafts, speech_drafts
from tocsin.extract.coreference import Coreference, resolve
from tocsin.extract.draft import Draft
from tocsin.extract.layout import Paragraph, mark_sentences, paragraphs
from tocsin.extract.lexicon import Lexicon, load_lexicon
from tocsin.extract.mentions import attribution
from tocsin.extract.nominal import noun_frames, phrase_frames, with_citations
from tocsin.extract.parse import Parse, parse_view
from tocsin.extract.quotations import quotations
from tocsin.extract.quoting import Speech, speeches
from tocsin.extract.source_types import SourceVocabulary, load_source_vocabulary
from tocsin.extract.verbs import verb_frames
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document
from tocsin.model.settings import ExtractSettings
from tocsin.text.gazetteer import Gazetteer, load_gazetteer
from tocsin.text.language_pipeline import load_pipeline, version_of

CODE_VERSION = "1"


@dataclass(frozen=True)
class Extractor:
    """Holds the loaded models and vocabularies. Build it with `load_extractor`; one a process."""

    pipeline: Language
    lexicon: Lexicon
    sources: SourceVocabulary
    gazetteer: Gazetteer
    settings: ExtractSettings
    version: str

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """The claims of one document in reading order."""
        return next(self.extract_many([document]))

    def extract_many(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        """The claims of each document, in the order of the documents; parsing runs in batches."""
        kept: list[tuple[Document, list[Paragraph]]] = []

        def prepared() -> Iterator[Doc]:
            for document in documents:
                blocks = paragraphs(document)
                kept.append((document, blocks))
                yield mark_sentences(self.pipeline.make_doc(document.text), blocks)

        for number, doc in enumerate(self.pipeline.pipe(prepared(), batch_size=16)):
            document, blocks = kept[number]
            yield self.claims(document, blocks, doc)

    def claims(self, document: Document, blocks: list[Paragraph], doc: Doc) -> tuple[Claim, ...]:
        """Claims of a parsed document."""
        parse = parse_view(doc)
        drafts, coreference = self.drafts(blocks, parse)
        return tuple(self._claim(document, draft) for draft in drafts)

    def drafts(self, blocks: list[Paragraph], parse: Parse) -> tuple[list[Draft], Coreference]:
        """Drafts in reading order, each once."""
        found = quotations(parse.text, [(block.start, block.end) for block in blocks])
        spoken = speeches(parse, found, self.lexicon)
        inside = bytearray(len(parse))
        for speech in spoken:
            inside[speech.opening : speech.closing + 1] = b"\x01" * (speech.closing + 1 - speech.opening)
        frames = with_citations(parse, {**noun_frames(parse, self.lexicon), **verb_frames(parse, self.lexicon)}, self.lexicon)
        frames = _without_quoting(frames, spoken, inside)
        phrases = phrase_frames(parse, self.lexicon)
        heads = {h for f in (*frames.values(), *phrases) for h in f.holders} | {h for s in spoken for h in s.holders}
        coreference = resolve(parse, self.sources, self.gazetteer, inside, frozenset(heads))
        link = partial(_link, parse, coreference, self.sources, self.gazetteer)
        outlet = partial(_is_outlet, link)
        scene = Scene(parse, self.lexicon, frames, phrases, spoken, inside, link, outlet, self.settings.broad)
        drafts = [draft for block in blocks if not block.boilerplate for draft in _block_drafts(scene, block)]
        return _once(drafts), coreference

    def _claim(self, document: Document, draft: Draft) -> Claim:
        for span in (draft.content, draft.sentence, *(link.mention for link in draft.chain)):
            span.text(document.text)
        return Claim(
            id=claim_id(document.id, draft.content, draft.chain, draft.cue),
            document_id=document.id,
            content=draft.content,
            sentence=draft.sentence,
            chain=draft.chain,
            cue=draft.cue,
            quoted=draft.quoted,
            headline=draft.headline,
            extractor=self.version,
        )


def _link(parse, coreference, sources, gazetteer, head, cue):  # type: ignore[no-untyped-def]
    return attribution(parse, head, cue, coreference, sources, gazetteer)


def _is_outlet(link, head):  # type: ignore[no-untyped-def]
    return link(head, None).source.type == "media"


def _without_quoting(frames, spoken, inside):  # type: ignore[no-untyped-def]
    """Frames whose content is no direct quotation: those are made from the quotation itself."""
    used = {speech.cue_head for speech in spoken if speech.of is None}
    kept = {}
    for head, frame in frames.items():
        if head in used and frame.contents and all(inside[c.root] for c in frame.contents):
            continue
        contents = tuple(c for c in frame.contents if inside[c.root] == inside[head])
        if frame.contents and not contents:
            continue
        kept[head] = replace(frame, contents=contents)
    return kept


def _block_drafts(scene: Scene, block: Paragraph) -> Iterator[Draft]:
    parse = scene.parse
    first, stop = parse.tokens_within(block.start, block.end)
    voice = Voice(headline=block.heading)
    for speech in scene.speeches:
        if first <= speech.opening < stop:
            yield from speech_drafts(scene, speech, voice)
    consumed = {s.cue_head for s in scene.speeches}
    token = first
    while token < stop:
        end = min(parse.sentences[parse.sentence[token]][1], stop) - 1
        for left, right in _gaps(scene, token, end):
            if any(c is not None and left <= c <= right for c in consumed):
                yield from _beside_cue(scene, left, right, voice)
            elif not (parse.words[end] == "?" or parse.words[max(end - 1, 0)] == "?"):
                yield from sentence_drafts(scene, left, right, voice)
        token = end + 1


def _beside_cue(scene: Scene, left: int, right: int, voice: Voice) -> Iterator[Draft]:
    from tocsin.extract.assembling import _embedded

    yield from _embedded(scene, left, right, -1, voice)


def _gaps(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = None
    for token in range(first, last + 1):
        if scene.inside[token]:
            if start is not None:
                yield start, token - 1
            start = None
        elif start is None:
            start = token
    if start is not None:
        yield start, last


def _once(drafts: list[Draft]) -> list[Draft]:
    seen = set()
    kept = []
    for draft in sorted(drafts, key=lambda d: (d.content.start, d.content.end)):
        key = (draft.content, tuple(link.mention for link in draft.chain))
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def load_extractor(settings: ExtractSettings) -> Extractor:
    """Load pipeline and vocabularies. Raises ModelError or VocabularyError where one is absent or malformed."""
    pipeline = load_pipeline(settings.pipeline)
    sources = load_source_vocabulary()
    lexicon = load_lexicon(sources.holders())
    version = f"rules-{CODE_VERSION}+{version_of(pipeline)}+{lexicon.version}+{sources.version}"
    return Extractor(pipeline, lexicon, sources, load_gazetteer(), settings, version)
