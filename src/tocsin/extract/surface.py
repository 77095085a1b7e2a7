"""Surface: attributions that word order shows where the parse does not, behind or before what is said."""

from __future__ import annotations

from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import agentive
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import FINITE, NOMINAL, Parse
from tocsin.extract.verb_framing import addressed_outlet
from tocsin.extract.verbs import cues_at

AUXILIARY = frozenset({"has", "have", "had", "also", "just", "later", "earlier", "then", "now", "is", "was"})
CLAUSE_WORDS = frozenset({"who", "which", "that", "whom", "whose", "as", "if", "when", "where", "while", "because"})
REFERENCE = (("with", "reference", "to"), ("referring", "to"), ("citing",), ("quoting",))
LONGEST_TAIL = 9
LONGEST_SIGNATURE = 6
DASHES = frozenset({"-", "–", "—", "--"})
LONGEST_NAME = 24


def tail_frame(parse: Parse, first: int, last: int, lexicon: Lexicon) -> Frame | None:
    """ "S, a source in the ministry reported." and "S, reports the agency X.": who said it closes the sentence."""
    end = _without_marks(parse, first, last)
    if parse.lowers[first] in ("asked", "pressed"):  # "asked about it, the manager laughed"
        return None
    for verb in range(end, max(first + 3, end - LONGEST_TAIL), -1):
        cue = _speech_cue(parse, verb, lexicon)
        if cue is None or (parse.words[min(verb + 1, end)] == "," and verb + 1 < end):
            continue
        start = verb
        while start > first and parse.lowers[start - 1] in AUXILIARY:
            start -= 1
        if parse.words[start - 1] == ",":
            stretch, comma = (verb + 1, end), start - 1
        else:
            found = _phrase_before(parse, first, start - 1)
            if found is None:
                continue
            comma, stretch = found
        if stretch[0] > stretch[1] or _clausal(parse, comma + 1, end, verb):
            continue
        head = _head(parse, *stretch)
        one_of = head is not None and parse.parts[head] == "NUM" and parse.lowers[head + 1] == "of"
        if (
            head is None
            or not (one_of or agentive(parse, head, lexicon))
            or not _clausal(parse, first, comma - 1, -1)
        ):
            return None
        content = Content(_top(parse, first, comma - 1), first, comma - 1)
        return _frame(parse, verb, cue, (head,), content)
    return None


def opening_frame(parse: Parse, first: int, last: int, lexicon: Lexicon) -> Frame | None:
    """ "As reports the edition X with reference to sources in the police, S", the verb before its subject."""
    while first < last and not parse.words[first].strip():
        first += 1
    if parse.lowers[first] != "as" or first + 3 > last:
        return None
    cue = _speech_cue(parse, first + 1, lexicon)
    comma = next((i for i in range(first + 2, min(first + LONGEST_NAME, last)) if parse.words[i] == ","), None)
    if cue is None or comma is None or _clausal(parse, first + 2, comma - 1, -1):
        return None
    stop, cited = comma - 1, None
    for words in REFERENCE:
        for i in range(first + 2, comma - len(words)):
            if tuple(parse.lowers[i : i + len(words)]) == words:
                stop, cited = i - 1, _head(parse, i + len(words), comma - 1)
    head = _head(parse, first + 2, stop)
    end = _without_marks(parse, first, last)
    if head is None or not _clausal(parse, comma + 1, end, -1):
        return None
    holders = (head,) if cited is None else (head, cited)
    return _frame(parse, first + 1, cue, holders, Content(_top(parse, comma + 1, end), comma + 1, end))


def headline_frame(parse: Parse, first: int, last: int, lexicon: Lexicon) -> Frame | None:
    """ "CONVOY TURNED BACK -RELIEF GROUP", "Two dead in blast – mayor": whose word a headline is, behind a dash."""
    end = _without_marks(parse, first, last)
    for dash in range(end - 1, max(first + 3, end - LONGEST_SIGNATURE), -1):
        if parse.words[dash] not in DASHES or parse.ends[dash - 1] == parse.starts[dash]:
            continue
        head = _head(parse, dash + 1, end)
        if head != end or _clausal(parse, dash + 1, end, -1) or not _signs(parse, dash + 1, end, lexicon):
            return None
        content = Content(_top(parse, first, dash - 1), first, dash - 1)
        return Frame(dash, (dash, dash), "say", "–", "asserts", "speech", (head,), (content,))
    return None


def _signs(parse: Parse, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the words behind the dash are somebody who speaks: a person, a body, an outlet."""
    known = any(parse.lemmas[i].lower() in lexicon.holders for i in (first, last))
    return known or parse.doc[last].ent_type_ in ("PERSON", "ORG")


def colon_frame(parse: Parse, first: int, last: int, lexicon: Lexicon) -> Frame | None:
    """ "The expert is sure: S": a state of mind, a colon, and the clause that it holds."""
    colon = next((i for i in range(first + 2, min(first + LONGEST_NAME, last)) if parse.words[i] == ":"), None)
    if colon is None:
        return None
    sure = [c for c in lexicon.verbs.get("be", ()) if c.level == "thought" and c.rest == (parse.lowers[colon - 1],)]
    verb = next((i for i in range(colon - 2, first, -1) if parse.lemmas[i] == "be"), None)
    if not sure or verb is None or colon - verb > 3:
        return None
    head, end = _head(parse, first, verb - 1), _without_marks(parse, first, last)
    if head is None or not agentive(parse, head, lexicon) or not _clausal(parse, colon + 1, end, -1):
        return None
    content = Content(_top(parse, colon + 1, end), colon + 1, end)
    cue = sure[0]
    return Frame(verb, (verb, colon - 1), cue.key, cue.name, cue.stance, "speech", (head,), (content,))


def _frame(parse: Parse, verb: int, cue: Cue, holders: tuple[int, ...], content: Content) -> Frame:
    return Frame(
        head=verb,
        cue=(verb, verb),
        key=cue.key,
        name=cue.name,
        stance=cue.stance,
        level="speech",
        holders=holders,
        contents=(content,),
        addressee=addressed_outlet(parse, verb, cue),
    )


def _speech_cue(parse: Parse, verb: int, lexicon: Lexicon) -> Cue | None:
    cues = lexicon.verbs.get(parse.lemmas[verb])
    if not cues or parse.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    if parse.tags[verb] == "VBN" and parse.lowers[verb - 1] not in AUXILIARY - {"is", "was"}:
        return None
    fitting = [c for c, _ in cues_at(parse, verb, cues) if "clause" in c.takes and not c.rest]
    spoken = [c for c in fitting if c.level == "speech"]
    shown = [c for c in fitting if c.level == "evidence"]
    if not spoken and shown and parse.lemmas[verb - 1].lower() in lexicon.lists["exhibits"]:  # "…, the records show"
        return shown[0]
    return spoken[0] if spoken else None


def _phrase_before(parse: Parse, first: int, last: int) -> tuple[int, tuple[int, int]] | None:
    """The comma before a noun phrase that ends at `last`, and the phrase; a name between commas belongs to it."""
    appended = parse.words[last] == ","
    commas = [i for i in range(last - 1, max(first, last - LONGEST_NAME), -1) if parse.words[i] == ","]
    if appended:
        if len(commas) < 2:
            return None
        named = parse.doc[commas[0] + 1].ent_type_ == "PERSON"
        stretch = (commas[0] + 1, last - 1) if named else (commas[1] + 1, commas[0] - 1)
        return commas[1], stretch
    return (commas[0], (commas[0] + 1, last)) if commas else None


def _clausal(parse: Parse, first: int, last: int, but: int) -> bool:
    """Whether a stretch holds a clause; the verb `but` does not count."""
    tokens = [i for i in range(first, last + 1) if i != but]
    if but >= 0 and any(parse.lowers[i] in CLAUSE_WORDS for i in tokens):
        return True
    return any(
        parse.tags[i] in FINITE
        and parse.parts[i] in ("VERB", "AUX")
        and parse.lowers[i] not in AUXILIARY - {"is", "was", "has", "have", "had"}
        for i in tokens
        if but < 0 or i > but or parse.lowers[i] not in AUXILIARY
    )


def _head(parse: Parse, first: int, last: int) -> int | None:
    """The head of the first noun phrase of a stretch: its last noun before a preposition or a mark."""
    head = None
    for token in range(first, last + 1):
        if parse.tags[token] in NOMINAL and parse.lowers[token] not in ("the", "a", "an", "this", "that", "no"):
            head = token
        elif head is not None and parse.tags[token] not in ("POS", "HYPH", "JJ", "``", "''"):
            break
    return head


def _top(parse: Parse, first: int, last: int) -> int:
    """The verb that hangs on nothing else in the stretch, else what does."""
    tops = [i for i in range(first, last + 1) if parse.heads[i] == i or not first <= parse.heads[i] <= last]
    verbs = [i for i in tops if parse.parts[i] in ("VERB", "AUX")]
    return (verbs or tops or [first])[0]


def _without_marks(parse: Parse, first: int, last: int) -> int:
    while last > first and (
        not parse.words[last].strip() or parse.labels[last] == "punct" or parse.tags[last] == "."
    ):
        last -= 1
    return last
