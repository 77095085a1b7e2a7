"""Assembling: frames, speeches and clauses become drafts, each with its chain from the writer to the origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tocsin.extract.clauses import FIRST_PERSON, pieces, trimmed, unframed, within
from tocsin.extract.draft import Draft
from tocsin.extract.frame import Content, Frame
from tocsin.extract.lexicon import Lexicon
from tocsin.extract.parse import Parse
from tocsin.extract.quoting import Speech
from tocsin.extract.verbs import agentive, bearer, venue
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source
from tocsin.model.span import Span

Linker = Callable[[int, Span | None], Attribution]
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of one document while its drafts are made. `inside` marks tokens of direct quotations;
    `link` makes the attribution for a source's head and a cue; `broad` takes in questions and attitudes too."""

    parse: Parse
    lexicon: Lexicon
    frames: Mapping[int, Frame]
    phrases: list[Frame]
    speeches: list[Speech]
    inside: bytearray
    link: Linker
    outlet: Callable[[int], bool]
    broad: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at a point of the text, and by which cue."""

    chain: tuple[Attribution, ...] = ()
    cue: Span | None = None
    key: str = ""
    stance: str = ""
    quoted: bool = False
    headline: bool = False
    depth: int = 0
    condition: Span | None = field(default=None)


DEEPEST = 6
FEELINGS = frozenset({"hope", "fear", "wish", "worry", "dread", "feel", "expect"})
HYPOTHETICAL = frozenset({"could", "might", "may", "would", "should", "must"})
NARRATOR = frozenset({"i", "me", "my", "myself"})
NOBODY = frozenset({"nobody", "none", "no", "neither", "noone"})
CONDITIONS = frozenset({"if", "unless", "should", "whether", "until"})


def sentence_drafts(scene: Scene, first: int, last: int, voice: Voice) -> Iterator[Draft]:
    """Drafts of the writer's own words in a stretch of one sentence, quotations left out."""
    for root in within(scene.parse, first, last):
        left = max(scene.parse.left[root], first)
        right = min(scene.parse.right[root], last)
        yield from walk(scene, Content(root, left, right), voice)


def walk(scene: Scene, content: Content, voice: Voice) -> Iterator[Draft]:
    """Drafts of one stretch with one head, split at coordinations; a quotation's sentences are left whole."""
    if voice.depth > DEEPEST:
        return
    content, voice = _outside_phrases(scene, content, voice)
    parts = _relayed(scene, content) if voice.quoted else pieces(scene.parse, content, scene.frames)
    carried: Voice | None = None
    for part in parts:
        if carried is not None and _goes_on(scene, part):
            yield from walk(scene, part, carried)
            continue
        frame = _frame_of(scene, part, voice)
        if frame is not None and frame.holders and not frame.whole:
            carried = _spoken(scene, frame, voice)
        yield from _clause(scene, part, voice)


def _goes_on(scene: Scene, part: Content) -> bool:
    """ "… said A, but that B": B is said as well, wherever the parser hangs it."""
    first = part.first
    while first < part.last and (scene.parse.labels[first] in ("cc", "punct")):
        first += 1
    return scene.parse.lowers[first] == "that" and scene.parse.labels[first] == "mark"


def _relayed(scene: Scene, content: Content) -> list[Content]:
    """A quotation's sentence stays whole, but for a clause in which the speaker passes on somebody else's word."""
    if scene.broad:
        return [content]
    parse = scene.parse
    for child in parse.children[content.root]:
        frame = scene.frames.get(child)
        if parse.labels[child] != "conj" or frame is None or not content.root < child <= content.last:
            continue
        others = [h for h in frame.holders if parse.lowers[h] not in FIRST_PERSON]
        if frame.level == "speech" and others and not frame.question:
            left = parse.left[child]
            rest = Content(child, left, min(parse.right[child], content.last))
            return [Content(content.root, content.first, left - 1), rest]
    return [content]


def _clause(scene: Scene, part: Content, voice: Voice) -> Iterator[Draft]:
    part, voice = _outside_phrases(scene, part, voice)
    frame = _frame_of(scene, part, voice)
    if frame is not None:
        if frame.whole:
            yield from _whole(scene, part, frame, voice)
            return
        fronted = (
            frame.holders
            and scene.parse.lowers[frame.holders[0]] in FIRST_PERSON
            and frame.holders[0] - part.first > 3
        )
        if fronted:
            yield from _emit(scene, part, voice)
            return
        if frame.holders or not _raised(scene.parse, frame):
            yield from _attributed(scene, part, frame, voice)
            return
        voice = replace(voice, cue=_span(scene.parse, frame.cue), key=frame.name, stance=frame.stance)
    inner = None if scene.broad and voice.chain else unframed(scene.parse, part, scene.lexicon)
    if inner is not None:
        yield from walk(scene, inner, replace(voice, depth=voice.depth + 1))
        return
    yield from _emit(scene, part, voice)
    yield from embedded(scene, part.first, part.last, part.root, voice)


def _quotable(scene: Scene, frame: Frame, direct: bool) -> bool:
    """Whether a frame inside a quotation is unfolded: the speaker passes on somebody's word, or speaks of himself."""
    return frame.level in ("speech", "evidence") or (direct and frame.key == "think" and frame.name not in FEELINGS)


def _frame_of(scene: Scene, part: Content, voice: Voice) -> Frame | None:
    """The frame of the part's head, or of the verb that it only helps along ("went on to say", "is set to announce")."""
    token = part.root
    for _ in range(4):
        frame = scene.frames.get(token) or _produced(scene, token)
        if frame is not None and _usable(scene, frame) and part.first <= token <= part.last:
            if scene.broad and voice.chain:
                return None
            return None if voice.quoted and not _quotable(scene, frame, token == part.root) else frame
        if scene.parse.lemmas[token] in scene.lexicon.citing:  # "was quoted as saying"
            inner = next((f for f in scene.frames.values() if _quoted_as(scene.parse, f.head, token)), None)
            if inner is not None:
                return inner
        following = scene.parse.child(token, "xcomp")
        if following is None or following < token or scene.parse.child(token, "dobj") is not None:
            return None
        if not scene.broad and scene.parse.lemmas[token] not in scene.lexicon.carriers:
            return None
        token = following
    return None


def _quoted_as(parse: Parse, saying: int, quoting: int) -> bool:
    return parse.labels[saying] == "pcomp" and parse.heads[parse.heads[saying]] == quoting


def _produced(scene: Scene, verb: int) -> Frame | None:
    """ "issued a statement that", "made an address urging": the frame of what the verb brings into the world."""
    parse = scene.parse
    noun = parse.child(verb, "dobj")
    if scene.broad or noun is None or parse.lemmas[verb] not in scene.lexicon.producing:
        return None
    if parse.lemmas[noun] not in scene.lexicon.nouns:
        return None
    if noun in scene.frames:
        return scene.frames[noun]
    return next(
        (scene.frames[c] for c in parse.children[noun] if c in scene.frames and parse.labels[c] == "acl"), None
    )


def _usable(scene: Scene, frame: Frame) -> bool:
    if scene.broad:
        return True
    if frame.level == "attitude" or frame.question or frame.topic:
        return False
    lowers = scene.parse.lowers
    if any(lowers[h] in NOBODY or any(lowers[c] in NOBODY for c in scene.parse.children[h]) for h in frame.holders):
        return False
    return all(agentive(scene.parse, h, scene.lexicon) for h in frame.holders)


def _asserted(scene: Scene, token: int, voice: Voice) -> bool:
    """Whether a frame inside a clause tells that somebody did say it: not in a condition, nor a mere thought there."""
    parse = scene.parse
    frame = scene.frames[token]
    if scene.broad:
        return True
    if frame.level == "thought" and voice.chain:
        return False
    auxiliaries = [c for c in parse.children[token] if parse.labels[c] == "aux"]
    if any(parse.tags[c] == "TO" or parse.lowers[c] in HYPOTHETICAL for c in auxiliaries):
        return False
    if parse.labels[token] == "pcomp" and parse.lowers[parse.heads[token]] != "as":
        return False
    for _ in range(8):
        mark = parse.child(token, "mark")
        if parse.labels[token] == "advcl" and mark is not None and parse.lowers[mark] in CONDITIONS:
            return False
        if parse.heads[token] == token:
            break
        token = parse.heads[token]
    return True


def _raised(parse: Parse, frame: Frame) -> bool:
    """ "Russia is expected to attack": the subject belongs to the content; not so in "it is expected that"."""
    subject = parse.subject(frame.head)
    return subject is not None and parse.lowers[subject] != "it"


def _attributed(scene: Scene, part: Content, frame: Frame, voice: Voice) -> Iterator[Draft]:
    inner = _spoken(scene, frame, voice)
    stretches = []
    for content in frame.contents:
        clipped = _clip(scene, content, part, frame)
        if clipped is not None:
            stretches.append(clipped)
            yield from walk(scene, clipped, inner)
    if not stretches:
        yield from _emit(scene, part, voice)
        return
    taken = stretches[0]
    for first, last in ((part.first, taken.first - 1), (taken.last + 1, part.last)):
        if first <= last:
            yield from embedded(scene, first, last, frame.head, voice)


def _clip(scene: Scene, content: Content, part: Content, frame: Frame) -> Content | None:
    first, last = max(content.first, part.first), min(content.last, part.last)
    parse = scene.parse
    if first <= frame.head <= last and frame.head < content.root and not _interrupting(parse, content, frame):
        first = max(frame.cue[1], frame.head) + 1
    if first > last:
        return None
    if not scene.inside[frame.head] and any(scene.inside[first : last + 1]):
        while first <= last and scene.inside[first]:
            first += 1
        while last >= first and scene.inside[last]:
            last -= 1
        if first > last or not first <= content.root <= last:
            return None
    return Content(content.root, first, last)


def _interrupting(parse: Parse, content: Content, frame: Frame) -> bool:
    """ "The exercises, he said, are offensive": content on both sides of the cue."""
    subject = parse.subject(content.root)
    return subject is not None and subject < frame.head < content.root


def _spoken(scene: Scene, frame: Frame, voice: Voice) -> Voice:
    """The voice inside a frame: one or two links further from the writer."""
    cue = _span(scene.parse, frame.cue)
    deeper = replace(
        voice, cue=cue, key=frame.name, stance=frame.stance, depth=voice.depth + 1, headline=voice.headline
    )
    holders = [h for h in frame.holders if scene.parse.lowers[h] not in FIRST_PERSON]
    if frame.holders and not holders:  # "I think that": the speaker's own voice goes on
        return replace(voice, depth=voice.depth + 1)
    holders = [*_through(scene, frame.addressee, frame.head), *holders]
    chain = voice.chain
    if (
        frame.addressee is not None
        and chain
        and chain[-1].cue is None
        and scene.parse.lowers[frame.addressee] in NARRATOR
    ):
        chain = (*chain[:-1], replace(chain[-1], mention=scene.parse.span(frame.addressee, frame.addressee)))
    for holder in holders:
        link = scene.link(holder, cue)
        if chain and chain[-1].source.type == "media" and link.source.type == "unnamed":
            named = f"unnamed {link.source.name.split()[-1]} of {chain[-1].source.name}"
            link = replace(link, source=replace(link.source, name=named))
        known = chain and chain[-1].source.name == link.source.name
        if known and scene.parse.parts[holder] == "PRON":  # "members said they doubted": the same speak
            continue
        published = bearer(scene.parse, holder) if link.source.type == "document" else None
        if published is not None and not scene.broad:
            chain = (*chain, scene.link(published, cue))
        if all(link.mention != other.mention for other in chain):
            chain = (*chain, link)
    return replace(deeper, chain=chain)


def _through(scene: Scene, addressee: int | None, cue: int | None) -> list[int]:
    """The outlet that was told it, or the one that published it: at most one noun."""
    if scene.broad:
        return []
    if addressee is not None and scene.outlet(addressee):
        return [addressee]
    beside = venue(scene.parse, cue) if cue is not None else None
    return [beside[0]] if beside is not None and (beside[1] or scene.outlet(beside[0])) else []


def _outside_phrases(scene: Scene, part: Content, voice: Voice) -> tuple[Content, Voice]:
    """Take "according to X" and its like off the clause that it stands in."""
    for frame in scene.phrases:
        assert frame.extent is not None
        first, last = frame.extent
        if not (part.first <= frame.head <= part.last) or not _stands_in(scene.parse, frame, part.root):
            continue
        if any(link.cue == _span(scene.parse, frame.cue) for link in voice.chain):
            continue
        inner = _spoken(scene, frame, voice)
        if inner.chain == voice.chain:
            continue
        voice = replace(inner, depth=voice.depth)
        part = _without(scene, part, first, last)
    return part, voice


def _stands_in(parse: Parse, frame: Frame, root: int) -> bool:
    token = frame.head
    for _ in range(12):
        head = parse.heads[token]
        if token == root or head == root:
            return True
        if (
            head == token
            or parse.labels[token] in ("relcl", "ccomp", "conj", "acl")
            and parse.parts[token] in ("VERB", "AUX")
        ):
            return False
        token = head
    return False


def _without(scene: Scene, part: Content, first: int, last: int) -> Content:
    """The part less a stretch at one of its edges; a stretch in the middle stays inside."""
    inner = trimmed(scene.parse, part, scene.lexicon) or part
    if first <= inner.first and last < part.last:
        return Content(part.root, last + 1, part.last)
    if last >= inner.last and first > part.first:
        return Content(part.root, part.first, first - 1)
    return part


def _whole(scene: Scene, part: Content, frame: Frame, voice: Voice) -> Iterator[Draft]:
    assert frame.extent is not None
    yield from _emit(scene, _without(scene, part, *frame.extent), _spoken(scene, frame, voice))


def embedded(scene: Scene, first: int, last: int, root: int, voice: Voice) -> Iterator[Draft]:
    """Attributions inside a clause that is no attribution itself: in relative clauses, after nouns, in adjuncts."""
    if scene.broad and voice.chain:
        return
    token = first
    while token <= last:
        frame = scene.frames.get(token)
        good = (
            frame is not None
            and token != root
            and not scene.inside[token]
            and _usable(scene, frame)
            and _asserted(scene, token, voice)
        )
        if frame is None or not good or not (frame.holders or scene.broad) or voice.quoted:
            token += 1
            continue
        inner = _spoken(scene, frame, voice)
        if inner.chain == voice.chain and not scene.broad:
            token += 1
            continue
        if frame.whole:
            head = _governor(scene.parse, scene.parse.heads[token])
            yield from _emit(scene, _around(scene, head, frame, first, last), inner)
            token += 1
            continue
        end = token
        for content in frame.contents:
            clipped = _clip(scene, content, Content(content.root, first, last), frame)
            if clipped is not None:
                yield from walk(scene, clipped, inner)
                end = max(end, clipped.last if clipped.first > token else token)
        token = end + 1


def _around(scene: Scene, head: int, frame: Frame, first: int, last: int) -> Content:
    left, right = max(scene.parse.left[head], first), min(scene.parse.right[head], last)
    assert frame.extent is not None
    return _without(scene, Content(head, left, right), *frame.extent)


def _governor(parse: Parse, token: int) -> int:
    """The verb whose clause the token stands in."""
    while parse.parts[token] not in ("VERB", "AUX") and parse.heads[token] != token:
        token = parse.heads[token]
    return token


def _emit(scene: Scene, content: Content, voice: Voice) -> Iterator[Draft]:
    parse = scene.parse
    part = trimmed(parse, content, scene.lexicon)
    if part is None or part.last - part.first + 1 < (1 if voice.chain else FEWEST_WORDS):
        return
    first, last = parse.sentences[parse.sentence[part.root]]
    while last - 1 > first and not parse.words[last - 1].strip():
        last -= 1
    while first < last - 1 and not parse.words[first].strip():
        first += 1
    yield Draft(
        content=parse.span(part.first, part.last),
        sentence=parse.span(first, last - 1),
        root=part.root,
        chain=voice.chain,
        cue=voice.cue,
        cue_key=voice.key,
        cue_stance=voice.stance,
        condition=voice.condition,
        quoted=voice.quoted,
        headline=voice.headline,
    )


def _span(parse: Parse, tokens: tuple[int, int]) -> Span:
    return parse.span(*tokens)


def speech_drafts(scene: Scene, speech: Speech, voice: Voice) -> Iterator[Draft]:
    """Drafts of a direct quotation: one a sentence, less its framing, with what it quotes in turn."""
    parse = scene.parse
    chain = voice.chain
    cue = _span(parse, speech.cue) if speech.cue is not None else None
    holders = list(speech.holders)
    holders = [*_through(scene, speech.addressee, speech.cue_head), *holders]
    chain = (*chain, *(scene.link(holder, cue) for holder in holders))
    inner = replace(voice, chain=chain, cue=cue, key=speech.key, stance=speech.stance, quoted=True)
    narrators = _narrators(scene, speech, chain)
    token = speech.first
    while token <= speech.last:
        end = min(parse.sentences[parse.sentence[token]][1] - 1, speech.last)
        if not scene.broad and _asks(parse, token, end):
            token = end + 1
            continue
        yield from _quoted_sentence(scene, token, end, _narrated(scene, inner, narrators, token, end))
        token = end + 1


def _narrators(scene: Scene, speech: Speech, chain: tuple[Attribution, ...]) -> list[int]:
    """Tokens of "I", "me", "my" where an outlet is said to speak: somebody unnamed tells his own story through it."""
    if scene.broad or not chain or chain[-1].source.type != "media" or chain[-1].mention.start < 0:
        return []
    return [i for i in range(speech.first, speech.last + 1) if scene.parse.lowers[i] in NARRATOR]


def _narrated(scene: Scene, voice: Voice, narrators: list[int], first: int, last: int) -> Voice:
    """The voice with the narrator as origin, mentioned by the pronoun in the sentence, else the one before."""
    here = [i for i in narrators if first <= i <= last] or [i for i in narrators if i < first][-1:] or narrators[:1]
    if not here:
        return voice
    source = Source(f"unnamed, quoted by {voice.chain[-1].source.name}", "witness")
    return replace(voice, chain=(*voice.chain, Attribution(source, scene.parse.span(here[0], here[0]), None)))


def _asks(parse: Parse, first: int, last: int) -> bool:
    while last > first and not parse.words[last].strip():
        last -= 1
    return "?" in parse.words[last] or (last > first and parse.words[last - 1] == "?")


def _quoted_sentence(scene: Scene, first: int, last: int, voice: Voice) -> Iterator[Draft]:
    roots = within(scene.parse, first, last)
    if not roots:
        return
    verbs = [r for r in roots if scene.parse.parts[r] in ("VERB", "AUX")]
    root = (verbs or roots)[0]
    yield from walk(scene, Content(root, first, last), voice)
