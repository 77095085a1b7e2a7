"""Voices: the chain from the writer to whoever speaks inside a frame or a quotation."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.clauses import FIRST_PERSON
from tocsin.extract.frame import Frame
from tocsin.extract.holders import bearer, carried_in, venue
from tocsin.extract.scene import Scene, Voice
from tocsin.extract.speech import Speech
from tocsin.extract.turns import Turn
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source
from tocsin.model.span import Span

BARE = 2  # words of a description that tells nothing but that there is a source
BODIES = frozenset({"ORG", "PRODUCT", "WORK_OF_ART"})
RELATIVE = frozenset({"who", "which", "that"})
NARRATOR = frozenset({"i", "me", "my", "myself"})


def spoken(scene: Scene, frame: Frame, voice: Voice) -> Voice:
    """The voice inside a frame: one or two links further from the writer."""
    cue = scene.parse.span(*frame.cue)
    deeper = replace(
        voice, cue=cue, key=frame.name, stance=frame.stance, depth=voice.depth + 1, headline=voice.headline
    )
    holders = [h for h in frame.holders if scene.parse.lowers[h] not in FIRST_PERSON]
    if frame.holders and not holders:  # "I think that": the speaker's own voice goes on
        if voice.turn and frame.level == "speech":  # "I promise": his cue, in his own words
            said = scene.parse.span(frame.holders[0], frame.holders[0])
            chain = (*voice.chain[:-1], replace(voice.chain[-1], mention=said, cue=cue))
            return replace(deeper, chain=chain)
        return replace(voice, depth=voice.depth + 1)
    holders = [*through(scene, frame.addressee, frame.head), *holders]
    chain = voice.chain
    if (
        frame.addressee is not None
        and chain
        and chain[-1].cue is None
        and scene.parse.lowers[frame.addressee] in NARRATOR
    ):
        chain = (*chain[:-1], replace(chain[-1], mention=scene.parse.span(frame.addressee, frame.addressee)))
    passing = holders[: len(holders) - sum(h in frame.holders for h in holders)]
    if len(holders) == 1 and not scene.broad:
        holders = [*_citing(scene, holders[0]), *holders]
    for holder in holders:
        chain = _linked(scene, chain, _antecedent(scene, holder), cue, passing=holder in passing)
    return replace(deeper, chain=chain)


def _linked(
    scene: Scene, chain: tuple[Attribution, ...], holder: int, cue: Span, *, passing: bool
) -> tuple[Attribution, ...]:
    """The chain with one more link, or two where somebody published or quotes it; `passing` marks who was told or
    carries it, which is an outlet."""
    link = scene.link(holder, cue)
    if passing and link.source.type == "unnamed":
        link = replace(link, source=replace(link.source, type="media"))
    bare = len(link.source.name.split()) <= BARE
    if chain and chain[-1].source.type == "media" and link.source.type == "unnamed" and bare:
        named = f"unnamed {scene.parse.words[holder]} of {chain[-1].source.name}"
        link = replace(link, source=replace(link.source, name=named))
    known = chain and chain[-1].source.name == link.source.name
    if known and scene.parse.parts[holder] == "PRON":  # "members said they doubted": the same speak
        return chain
    published = bearer(scene.parse, holder, scene.lexicon, own=link.source.type == "document")
    if published is not None and not scene.broad and scene.parse.lowers[published] not in FIRST_PERSON:
        chain = (*chain, scene.link(published, cue))
    return (*chain, link) if all(link.mention != other.mention for other in chain) else chain


def _citing(scene: Scene, holder: int) -> list[int]:
    """Who cites it, of "cited a letter which claims that": the letter is the second link."""
    parse = scene.parse
    noun = _antecedent(scene, holder)
    verb = parse.heads[noun]
    if noun == holder or parse.labels[noun] != "dobj" or parse.lemmas[verb] not in scene.lexicon.citing:
        return []
    subject = parse.child(verb, "nsubj")
    return [] if subject is None or parse.lowers[subject] in FIRST_PERSON else [subject]


def _antecedent(scene: Scene, holder: int) -> int:
    """The noun that a relative "who" stands for."""
    parse = scene.parse
    verb = parse.heads[holder]
    related = not scene.broad and parse.lowers[holder] in RELATIVE and parse.labels[verb] == "relcl"
    return parse.heads[verb] if related else holder


def turn_voice(scene: Scene, turn: Turn) -> Voice:
    """The voice of a labelled paragraph: its speaker, by the fullest name and with what the text tells of him."""
    parse = scene.parse
    start, end = turn.mention
    head = parse.tokens_within(start, end)[1] - 1
    link = scene.link(head, None)
    told = parse.text.find(turn.name)
    if told >= 0 and link.source.type in ("unnamed", "private-person"):
        link = scene.link(parse.tokens_within(told, told + len(turn.name))[1] - 1, None)
    kind = link.source.type
    if kind in ("unnamed", "private-person", "expert") and turn.seated:
        kind = "official"
    source = replace(link.source, name=turn.name, type=kind)
    return Voice(chain=(Attribution(source, Span(start, end), None),), key=":", quoted=True, turn=True)


def through(scene: Scene, addressee: int | None, cue: int | None) -> list[int]:
    """The outlet that was told it, or the one that published it: at most one noun."""
    if scene.broad:
        return []
    if addressee is not None and (scene.outlet(addressee) or _unknown_body(scene, addressee)):
        return [addressee]
    if cue is None:
        return []
    beside = venue(scene.parse, cue, scene.lexicon)
    if beside is not None and (beside[1] or scene.outlet(beside[0])):
        return [beside[0]]
    return [noun for noun in carried_in(scene.parse, cue) if scene.outlet(noun)][:1]


def _unknown_body(scene: Scene, noun: int) -> bool:
    """Whether the one told bears a body's name of which nothing else is known: mostly an outlet of little renown."""
    parse = scene.parse
    entity = parse.doc[noun].ent_type_
    whole = any(parse.labels[c] == "compound" and parse.words[c][0].isupper() for c in parse.children[noun])
    if parse.parts[noun] != "PROPN" or not (entity in BODIES or (not entity and whole)):
        return False
    return scene.link(noun, None).source.type == "unnamed"


def narrators_of(scene: Scene, speech: Speech, chain: tuple[Attribution, ...]) -> list[int]:
    """Tokens of "I", "me", "my" where an outlet is said to speak: somebody unnamed tells his own story through it."""
    if scene.broad or not chain or chain[-1].source.type != "media" or chain[-1].mention.start < 0:
        return []
    return [i for i in range(speech.first, speech.last + 1) if scene.parse.lowers[i] in NARRATOR]


def narrated(scene: Scene, voice: Voice, narrators: list[int], first: int, last: int) -> Voice:
    """The voice with the narrator as origin, mentioned by the pronoun in the sentence, else the one before."""
    here = [i for i in narrators if first <= i <= last] or [i for i in narrators if i < first][-1:] or narrators[:1]
    if not here:
        return voice
    source = Source(f"unnamed, quoted by {voice.chain[-1].source.name}", "witness")
    return replace(voice, chain=(*voice.chain, Attribution(source, scene.parse.span(here[0], here[0]), None)))
