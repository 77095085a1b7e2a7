"""The extractor: a document in, its claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from tocsin.extract.assembling import Scene, Voice, embedded, sentence_drafts, speech_drafts
from tocsin.extract.coreference import Coreference, resolve, with_speakers
from tocsin.extract.draft import Draft
from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import FactualityLexicon, load_factuality_lexicon
from tocsin.extract.layout import Paragraph, label_of, mark_sentences, paragraphs
from tocsin.extract.lexicon import Lexicon, load_lexicon
from tocsin.extract.mentions import attribution
from tocsin.extract.nominal import noun_frames, phrase_frames, with_citations, with_evidence
from tocsin.extract.parse import Parse, parse_view
from tocsin.extract.quotations import quotations
from tocsin.extract.quoting import Speech, speeches
from tocsin.extract.participants import participants
from tocsin.extract.places import places
from tocsin.extract.quantities import quantities
from tocsin.extract.source_types import SourceVocabulary, load_source_vocabulary
from tocsin.extract.time import Anchors, anchors, resolve_times
from tocsin.extract.time_grammar import TimeGrammar, load_time_grammar
from tocsin.extract.verbs import speaks, verb_frames
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
    factuality_lexicon: FactualityLexicon
    time_grammar: TimeGrammar
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
        anchored = anchors(doc, document, self.time_grammar)
        grounded = [draft for draft in drafts if _grounded(draft, document)]
        return tuple(self.claim(document, doc, draft, anchored, coreference) for draft in grounded)

    def drafts(self, blocks: list[Paragraph], parse: Parse) -> tuple[list[Draft], Coreference]:
        """Drafts in reading order, each once."""
        found = quotations(parse.text, [(block.start, block.end) for block in blocks])
        spoken = speeches(parse, found, self.lexicon)
        inside = bytearray(len(parse))
        for speech in spoken:
            inside[speech.opening : speech.closing + 1] = b"\x01" * (speech.closing + 1 - speech.opening)
        frames = with_citations(
            parse, {**noun_frames(parse, self.lexicon), **verb_frames(parse, self.lexicon)}, self.lexicon
        )
        frames = _without_quoting(frames, spoken, inside)
        phrases, frames = with_evidence(phrase_frames(parse, self.lexicon), frames)
        heads = {h for f in (*frames.values(), *phrases) for h in f.holders} | {h for s in spoken for h in s.holders}
        coreference = resolve(parse, self.sources, self.gazetteer, inside, frozenset(heads))
        told = [(s.first, s.last, s.holders[-1]) for s in spoken if s.holders]
        coreference = with_speakers(coreference, parse, told)
        link = partial(_link, parse, coreference, self.sources, self.gazetteer)
        outlet = partial(_is_outlet, parse, link, self.sources)
        scene = Scene(parse, self.lexicon, frames, phrases, spoken, inside, link, outlet, self.settings.broad)
        drafts = [draft for block in blocks if not block.boilerplate for draft in _block_drafts(scene, block)]
        return _once(drafts), coreference

    def claim(self, document: Document, doc: Doc, draft: Draft, anchored: Anchors, coreference: Coreference) -> Claim:
        """The finished claim of a draft: its factuality, times and quantities worked out, its spans checked."""
        facts = factuality(doc, draft, self.factuality_lexicon)
        times = resolve_times(doc, draft, anchored)
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
            numbers=quantities(doc, draft),
            participants=participants(doc, draft, coreference, self.gazetteer),
            places=places(doc, draft, self.gazetteer),
            condition=draft.condition,
            quoted=draft.quoted,
            headline=draft.headline,
            extractor=self.version,
        )


def _grounded(draft: Draft, document: Document) -> bool:
    """Whether every span lies within the text and holds words."""
    spans = [draft.content, draft.sentence, *(link.mention for link in draft.chain)]
    spans += [cue for cue in (draft.cue, draft.condition, *(link.cue for link in draft.chain)) if cue is not None]
    return all(span.end <= len(document.text) and document.text[span.start : span.end].strip() for span in spans)


def _link(parse, coreference, sources, gazetteer, head, cue):  # type: ignore[no-untyped-def]
    return attribution(parse, head, cue, coreference, sources, gazetteer)


def _is_outlet(parse, link, vocabulary, head):  # type: ignore[no-untyped-def]
    named = parse.parts[head] == "PROPN" or parse.lemmas[head].lower() in vocabulary.returns.get("outlet", ())
    return named and link(head, None).source.type == "media"


def _without_quoting(frames, spoken, inside):  # type: ignore[no-untyped-def]
    """Frames whose content is no direct quotation: those are made from the quotation itself."""
    used = {speech.cue_head for speech in spoken if speech.of is None}
    kept = {}
    for head, frame in frames.items():
        if head in used and all(inside[c.root] for c in frame.contents):
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
    labelled = label_of(parse.text, block)
    if labelled is not None:
        voice, first = _labelled(scene, labelled, voice, first)
    for speech in scene.speeches:
        if first <= speech.opening < stop:
            yield from speech_drafts(scene, speech, voice)
    before: list[Draft] = []
    token = first
    while token < stop:
        end = min(parse.sentences[parse.sentence[token]][1], stop) - 1
        found = list(_sentence_drafts(scene, token, end, _handed_on(scene, token, before, voice)))
        found = [draft for old in found if (draft := _meant(parse, old, before)) is not None]
        yield from found
        before = found
        token = end + 1


def _labelled(scene: Scene, label: tuple[int, int], voice: Voice, first: int) -> tuple[Voice, int]:
    """The voice of "SMITH: …" and "Poll: …", and the first token behind the label; none where nobody is named."""
    parse = scene.parse
    start, stop = parse.tokens_within(*label)
    colon = next((i for i in range(stop - 1, start - 1, -1) if parse.words[i] == ":"), None)
    if colon is None or colon == start:
        return voice, first
    words = " ".join(parse.lowers[start:colon])
    head = colon - 1
    while head > start and parse.parts[head] not in ("NOUN", "PROPN", "PRON"):
        head -= 1
    if words in NO_SPEAKERS or parse.parts[head] not in ("NOUN", "PROPN") or not speaks(parse, head, scene.lexicon):
        return voice, first
    cue = parse.span(colon, colon)
    return replace(voice, chain=(scene.link(head, cue),), cue=cue, key=":", quoted=not voice.headline), stop


NO_SPEAKERS = frozenset(
    """the latest|update|updates|live|breaking|breaking news|opinion|analysis|explainer|factbox|timeline|watch|video|photo
    |photos|exclusive|editorial|note|editor's note|correction|related|more|read more|read also|see also|source|sources
    |date|published|updated|by|tags|topics|question|q|key points|in pictures|fact check|profile|review|interview|report
    |news|caption|image|credit|summary|background|comment""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def _sentence_drafts(scene: Scene, token: int, end: int, voice: Voice) -> Iterator[Draft]:
    """Drafts of the writer's words in one sentence, around its quotations."""
    parse = scene.parse
    consumed = {speech.cue_head: speech for speech in scene.speeches}
    asked = parse.words[end] == "?" or parse.words[max(end - 1, 0)] == "?"
    for left, right in _gaps(scene, token, end):
        if any(c is not None and left <= c <= right for c in consumed):
            yield from embedded(scene, left, right, -1, voice)
        elif not asked:
            yield from sentence_drafts(scene, left, right, voice)


def _handed_on(scene: Scene, token: int, before: list[Draft], voice: Voice) -> Voice:
    """ "In particular, …" goes on with what the sentence before said on somebody's word."""
    parse = scene.parse
    chains = {draft.chain for draft in before}
    if len(chains) != 1 or not before[0].chain:
        return voice
    lowers = tuple(parse.lowers[token : token + 4])
    if not any(lowers[: len(words)] == words for words in scene.lexicon.elaborations):
        return voice
    last = before[-1]
    return replace(voice, chain=last.chain, cue=last.cue, key=last.cue_key, stance=last.cue_stance)


def _meant(parse: Parse, draft: Draft, before: list[Draft]) -> Draft | None:
    """ "This was confirmed by X": what the sentence before stated. A pronoun alone is no claim."""
    words = parse.text[draft.content.start : draft.content.end].lower()
    if words not in ("it", "this", "that", "they", "these", "so", "which", "what"):
        return draft
    person = draft.chain and draft.chain[-1].source.type != "document"
    if words in ("they", "which", "what", "these") or not before or not person:
        return None
    return replace(draft, content=before[-1].content, root=before[-1].root, sentence=before[-1].sentence)


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
