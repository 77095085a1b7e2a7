"""Nouns, prepositions and phrases that attribute: "a report that", "according to", "in X's opinion", "citing"."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import noun_holder
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import Parse

# Nouns that hold a report without anybody being named: "there were rumours of riots".
REPORTED = frozenset(
    {"report", "rumour", "rumor", "news", "speculation", "suggestion", "allegation", "claim", "accusation"}
)


def noun_frames(parse: Parse, lexicon: Lexicon) -> dict[int, Frame]:
    """Frames of nouns that hold a statement, by the noun's token index."""
    frames = {}
    for token, lemma in enumerate(parse.lemmas):
        if parse.parts[token] == "NOUN" and lemma in lexicon.nouns:
            frame = _noun(parse, token, lexicon.nouns[lemma], lexicon)
            if frame:
                frames[token] = frame
    return frames


def _noun(parse: Parse, token: int, cues: tuple[Cue, ...], lexicon: Lexicon) -> Frame | None:
    source = noun_holder(parse, token, lexicon)
    if source == token and cues[0].key == "thought":
        return None
    if source == token and (
        parse.lowers[token] in lexicon.framing or any(parse.lowers[c] in ("no", "any") for c in parse.children[token])
    ):
        return None
    if any(parse.lowers[c] == "no" for c in parse.children[token]) and parse.lemmas[parse.heads[token]] == "have":
        return None  # "has no reports of X", "had no information to offer"
    for child in parse.children[token]:
        if parse.labels[child] in ("acl", "relcl") and child > token:
            said_that = parse.child(child, "mark")
            that = said_that is not None and parse.lowers[said_that] == "that"
            infinitive = any(parse.lowers[c] == "to" and parse.labels[c] == "aux" for c in parse.children[child])
            if that or (infinitive and source != token and cues[0].stance != "quotes-opinion"):
                return _nominal(parse, token, cues[0], source, child)
        elif parse.labels[child] == "prep" and (source != token or parse.labels[token] in ("dobj", "attr")):
            cue = next((c for c in cues if parse.lowers[child] in c.prepositions), None)
            inner = parse.child(child, "pobj", "pcomp")
            if cue and inner is not None and inner != source:
                frame = _nominal(parse, token, cue, source, inner)
                topic = source != token and parse.lowers[child] in ("about", "on")
                return replace(frame, topic=topic or (parse.lemmas[token] not in REPORTED and source == token))
    head = parse.heads[token]
    if parse.labels[token] == "nsubj" and parse.lemmas[head] == "be":  # "his message is that"
        clause = parse.child(head, "ccomp")
        if clause is not None and clause > head and parse.subject(clause) is not None:
            return _nominal(parse, token, cues[0], source, clause)
    return None


def _nominal(parse: Parse, token: int, cue: Cue, source: int, content: int) -> Frame:
    return Frame(
        head=token,
        cue=(token, token),
        key=cue.key,
        name=cue.name,
        stance=cue.stance,
        level="speech" if cue.key != "thought" else "thought",
        holders=(source,),
        contents=(Content(content, parse.left[content], parse.right[content]),),
    )


def phrase_frames(parse: Parse, lexicon: Lexicon, first: int = 0, stop: int | None = None) -> list[Frame]:
    """ "according to X", "in X's opinion": frames whose content is the clause that they stand in.

    Of the whole text, or of a stretch of tokens.
    """
    frames = []
    for token, word in enumerate(parse.lowers[first:stop], first):
        if word in lexicon.openers:
            frame = _opener(parse, token, lexicon.openers[word])
            if frame:
                frames.append(frame)
        elif word == "for":
            frame = _for(parse, token, lexicon)
            if frame:
                frames.append(frame)
        elif word in lexicon.phrases and parse.parts[token] == "NOUN":
            frame = _opinion(parse, token, lexicon)
            if frame:
                frames.append(frame)
    return frames


def _opener(parse: Parse, token: int, choices: tuple[tuple[str, ...], ...]) -> Frame | None:
    for words in choices:
        last = token + len(words) - 1
        if tuple(parse.lowers[token : last + 1]) != words:
            continue
        noun = parse.child(last, "pobj", "dobj", "npadvmod", "pcomp", "attr")
        if noun is None or noun < last:
            noun = _noun_after(parse, last)
        if noun is None or (words == ("per",) and parse.parts[noun] != "PROPN"):
            return None
        end = max(parse.right[noun], noun)
        author = next((parse.child(c, "pobj") for c in parse.children[noun] if parse.lowers[c] == "by"), None)
        if words[0] == "as" and author is not None:
            noun = author
        return _phrase(parse, token, (token, last), " ".join(words), noun, (token, end))
    return None


def _for(parse: Parse, token: int, lexicon: Lexicon) -> Frame | None:
    """ "For the hawks, the crossing is a matter of honour": a judgement in front of which stands whose it is."""
    noun, head = parse.child(token, "pobj"), parse.heads[token]
    if noun is None or parse.labels[token] != "prep" or parse.lemmas[head] not in ("be", "remain", "seem"):
        return None
    end, subject = parse.right[noun], parse.subject(head)
    judged = parse.child(head, "attr", "acomp") is not None and subject is not None and subject > end
    person = parse.doc[noun].ent_type_ == "PERSON" or parse.lemmas[noun].lower() in lexicon.lists["camps"]
    if not judged or parse.words[min(end + 1, len(parse) - 1)] != "," or not person:
        return None
    return _phrase(parse, token, (token, token), "for", noun, (token, end))


def _noun_after(parse: Parse, last: int) -> int | None:
    """The head of the noun phrase that begins behind the opener, where the parser did not attach it."""
    if last + 1 >= len(parse):
        return None
    token = last + 1
    while parse.heads[token] > token and parse.heads[token] - last < 12:
        token = parse.heads[token]
    return token if parse.parts[token] in ("NOUN", "PROPN", "PRON") else None


def _opinion(parse: Parse, token: int, lexicon: Lexicon) -> Frame | None:
    owner = parse.child(token, "poss")
    first = parse.left[token] - 1
    if owner is None or first < 0 or parse.lowers[first] not in lexicon.phrase_prepositions:
        return None
    return _phrase(parse, first, (token, token), parse.lowers[token], owner, (first, parse.right[token]))


def _phrase(
    parse: Parse, anchor: int, cue: tuple[int, int], name: str, source: int, extent: tuple[int, int]
) -> Frame:
    return Frame(
        head=anchor,
        cue=cue,
        key="according to",
        name=name,
        stance="asserts",
        level="speech",
        holders=(source,),
        contents=(),
        whole=True,
        extent=extent,
    )


def with_citations(parse: Parse, frames: dict[int, Frame], lexicon: Lexicon) -> dict[int, Frame]:
    """Frames with those whom their holder cites: "Reuters reported, citing two officials", "quoted X as saying"."""
    found = dict(frames)
    owners = {
        content.root: head
        for head, frame in frames.items()
        if parse.lemmas[head] not in lexicon.citing
        for content in frame.contents
    }
    for token, lemma in enumerate(parse.lemmas):
        if lemma not in lexicon.citing or parse.parts[token] != "VERB":
            continue
        objects = [c for c in parse.children[token] if parse.labels[c] in ("dobj", "nsubjpass")]
        if not objects:
            continue
        cited = objects[-1]  # the parser makes three objects of "an e-mail"
        inner = _said_as(parse, token)
        outlet = parse.child(token, "nsubj")
        outlet = _quoted_by(parse, token, inner) if outlet is None else outlet
        if inner is not None and inner in found:
            holders = (cited,) if outlet is None else (outlet, cited)
            found[inner] = replace(found[inner], holders=holders, addressee=None)
            found.pop(token, None)
        elif parse.labels[token] in ("advcl", "acl", "conj", "prep") and parse.tags[token] == "VBG":
            _cite(parse, found, owners, token, cited)
    return found


def _cite(parse: Parse, found: dict[int, Frame], owners: dict[int, int], token: int, cited: int) -> None:
    """Add the one cited to the frame that the participle hangs on, or on whose content the parser hung it."""
    head = parse.heads[token]
    own = found.get(token)
    owner = head if head in found else owners.get(head)
    if owner is None:  # "the Courier, citing X, wrote": the participle hangs on who wrote
        owner = next((h for h, frame in found.items() if head in frame.holders and h > token), None)
    if owner is None or owner == token:
        if own is not None and own.contents and own.holders:  # "X said, citing Y, that …": the clause is X's
            found[token] = replace(own, holders=(*own.holders, cited))
        return
    frame = found[owner]
    if not frame.holders or cited in frame.holders:
        return
    contents = tuple(_less(parse, content, token) for content in frame.contents)
    found[owner] = replace(frame, holders=(*frame.holders, cited), contents=contents)
    found.pop(token, None)


def _less(parse: Parse, content: Content, token: int) -> Content:
    """The content without the participle's phrase at one of its edges."""
    left, right = parse.left[token], parse.right[token]
    if content.first >= left - 1 and right < content.root:
        return Content(content.root, right + 1, content.last)
    if left <= content.last <= right and left > content.root:
        return Content(content.root, content.first, left - 1)
    return content


def _quoted_by(parse: Parse, token: int, inner: int | None) -> int | None:
    """Who quotes, of "was quoted as saying by the broadcaster"."""
    for verb in (token, *(() if inner is None else (inner,))):
        for child in parse.children[verb]:
            if parse.lowers[child] == "by" and parse.labels[child] in ("agent", "prep"):
                return parse.child(child, "pobj")
    return None


def _said_as(parse: Parse, token: int) -> int | None:
    """The participle of "quoted … as saying"."""
    for child in parse.children[token]:
        if parse.labels[child] == "prep" and parse.lowers[child] == "as":
            return parse.child(child, "pcomp")
    return None


def with_evidence(phrases: list[Frame], frames: dict[int, Frame]) -> tuple[list[Frame], dict[int, Frame]]:
    """ "as evidenced by reports that X": the cue introduces what the reports say, not the clause it stands in."""
    kept, found = [], dict(frames)
    for phrase in phrases:
        noun = phrase.holders[0]
        inner = found.get(noun)
        if inner is not None and inner.holders == (noun,) and noun > phrase.cue[1]:
            found[noun] = replace(inner, cue=phrase.cue, name=phrase.name)
        else:
            kept.append(phrase)
    return kept, found
