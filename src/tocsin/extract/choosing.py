"""Choosing: which frames count as somebody's word where they stand."""

from __future__ import annotations

from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import agentive
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Scene, Voice

HYPOTHETICAL = frozenset({"could", "might", "may", "would", "should", "must"})


NOBODY = frozenset({"nobody", "none", "no", "neither", "noone"})


SOME = frozenset({"one", "another", "others", "both", "several", "many", "some", "two", "three"})
DECLINING = frozenset({"decline", "refuse", "fail", "neglect"})
TIMES = frozenset({"DATE", "TIME", "QUANTITY", "MONEY", "PERCENT"})


CONDITIONS = frozenset({"if", "unless", "should", "whether", "until"})


def _quotable(scene: Scene, frame: Frame, direct: bool) -> bool:
    """Whether a frame inside a quotation is unfolded: the speaker passes on somebody's word, or speaks of himself."""
    return frame.level in ("speech", "evidence") or (
        direct and frame.key == "think" and frame.name not in scene.lexicon.lists["feelings"]
    )


def frame_of(scene: Scene, part: Content, voice: Voice) -> Frame | None:
    """The frame of the part's head, or of the verb that it only helps along ("went on to say")."""
    token = part.root
    for _ in range(4):
        frame = scene.frames.get(token) or _produced(scene, token)
        if frame is not None and usable(scene, frame) and part.first <= token <= part.last:
            if voice.chain and (scene.broad or frame.key == "expect" or _same_holder(scene, frame, voice)):
                return None
            if token != part.root and _declined(scene, frame):
                return None
            return None if voice.quoted and not _quotable(scene, frame, token == part.root) else frame
        if scene.parse.lemmas[token] in scene.lexicon.citing:  # "was quoted as saying"
            inner = next((f for f in scene.frames.values() if _quoted_as(scene.parse, f.head, token)), None)
            if inner is not None:
                return inner
        following = scene.parse.child(token, "xcomp")
        if following is None or following < token or scene.parse.child(token, "dobj") is not None:
            return None
        if not scene.broad and scene.parse.lemmas[token] not in scene.lexicon.lists["carriers"]:
            return None
        token = following
    return None


def _same_holder(scene: Scene, frame: Frame, voice: Voice) -> bool:
    """ "claimed to have believed": one subject of both verbs, so that the second is what was claimed."""
    said = voice.chain[-1].mention
    return len(frame.holders) == 1 and said.start <= scene.parse.starts[frame.holders[0]] < said.end


def _declined(scene: Scene, frame: Frame) -> bool:
    """ "declined to say where": nothing was said."""
    verb = scene.parse.heads[frame.head]
    return frame.key in ("say", "report", "confirm", "discuss") and scene.parse.lemmas[verb] in DECLINING


def _quoted_as(parse: Parse, saying: int, quoting: int) -> bool:
    return parse.labels[saying] == "pcomp" and parse.heads[parse.heads[saying]] == quoting


def _produced(scene: Scene, verb: int) -> Frame | None:
    """ "issued a statement that", "made an address urging": the frame of what the verb brings into the world."""
    parse = scene.parse
    noun = parse.child(verb, "dobj")
    if scene.broad or noun is None or parse.lemmas[verb] not in scene.lexicon.lists["producing"]:
        return None
    if parse.lemmas[noun] not in scene.lexicon.nouns:
        return None
    if noun in scene.frames:
        return scene.frames[noun]
    return next(
        (scene.frames[c] for c in parse.children[noun] if c in scene.frames and parse.labels[c] == "acl"), None
    )


def usable(scene: Scene, frame: Frame) -> bool:
    if scene.broad:
        return True
    if frame.level == "attitude" or frame.question or frame.topic:
        return False
    lowers = scene.parse.lowers
    if any(lowers[h] in NOBODY or any(lowers[c] in NOBODY for c in scene.parse.children[h]) for h in frame.holders):
        return False
    return all(_may_hold(scene, frame, h) for h in frame.holders)


def _may_hold(scene: Scene, frame: Frame, head: int) -> bool:
    """Whether the noun can hold the frame: one known to, "one of them", or any of a verb that only people do."""
    parse = scene.parse
    if agentive(parse, head, scene.lexicon) or (parse.parts[head] == "NUM" and parse.child(head, "prep") is not None):
        return True
    if parse.lowers[head] in SOME and parse.labels[head] == "nsubj":
        return True
    plain = parse.lemmas[head].lower() not in scene.lexicon.framing and parse.doc[head].ent_type_ not in TIMES
    if frame.passive or parse.parts[head] != "NOUN":
        return False
    return frame.name in scene.lexicon.lists["personal"] and plain


def asserted(scene: Scene, token: int, voice: Voice) -> bool:
    """Whether a frame inside a clause tells that somebody did say it: no condition, no mere thought there."""
    parse = scene.parse
    frame = scene.frames[token]
    if scene.broad:
        return True
    if (frame.level == "thought" and voice.chain) or _declined(scene, frame):
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


def raised(parse: Parse, frame: Frame) -> bool:
    """ "Russia is expected to attack": the subject belongs to the content; not so in "it is expected that"."""
    subject = parse.subject(frame.head)
    return subject is not None and parse.lowers[subject] != "it"
