"""Turns: who speaks each paragraph of a transcript, interview or debate, told by the label before its colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.extract.layout import Paragraph

_WORD = r"(?:[A-ZÀ-Ý][\w.'’-]*|of|for|the|and|de|van|von|al|bin)"
# "Ms Crane: …", "The Secretary for Defence (Ms Alba Crane): …", "HO: …", "Q. …", "Q: …".
LABEL = re.compile(
    rf"(?P<label>[A-ZÀ-Ý][\w.'’-]*(?: {_WORD}){{0,6}})(?: ?\((?P<aside>[^()\n]{{2,60}})\))? ?: +(?=\S)"
    r"|(?P<letter>[QA])[.:] +(?=\S)"
)
HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Sen|Rep|Prof|Hon)\b\.? ")
OFFICE = re.compile(
    r"The (?:(?:Deputy|Acting|Prime|Foreign|First) )?"
    r"(?:Speaker|Minister|Secretary|President|Chair\w*|Court|Judge|Presid\w+|Witness)\b"
)
NAME = re.compile(r"[A-ZÀ-Ý][\w'\u2019-]+(?: (?:de |van |von |al-|bin )?[A-ZÀ-Ý][\w'\u2019.-]+)+")
ASKING = 0.5
FEWEST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled paragraph. Character offsets: `start` of the label, `body` of what is said, `mention` of the words
    that name the speaker. `name` is the speaker's fullest name in the text; `asks` marks an interviewer, whose words
    are the writer's; `seated` a member of a house, told by a constituency or an honorific beside an office."""

    start: int
    body: int
    mention: tuple[int, int]
    name: str
    asks: bool = False
    seated: bool = False


def turns(text: str, blocks: Sequence[Paragraph], plain: frozenset[str]) -> Mapping[int, Turn]:
    """Turns by the first character of their paragraph; empty where the text is no transcript.

    A label counts where it has an honorific or an office, or comes again, or stands among three turns or more; the
    words in `plain` ("update", "photo") never speak.
    """
    found = [turn for block in blocks if not block.boilerplate and (turn := _turn(text, block, plain))]
    names = [t.name for t in found]
    resolved = [replace(t, name=_resolved(text, t, names)) for t in found]
    formal = [t for t in resolved if _formal(text, t)]
    again = len({t.name for t in resolved}) < len(resolved)
    if len(resolved) < FEWEST_TURNS or not (again or formal):
        resolved = formal if len(formal) > 1 else []
    ends = {block.start: block.end for block in blocks}
    asking = _interviewers(text, resolved, ends)
    house = any(_formal(text, t) and OFFICE.match(text, t.start) for t in resolved)
    return {t.start: replace(t, asks=t.name in asking, seated=house and _formal(text, t)) for t in resolved}


def _turn(text: str, block: Paragraph, plain: frozenset[str]) -> Turn | None:
    match = LABEL.match(text, block.start, block.end)
    if match is None:
        return None
    if match["letter"]:
        return Turn(block.start, match.end(), match.span("letter"), match["letter"])
    label, aside = match["label"], match["aside"]
    if label.lower() in plain or label.lower().split()[0] in ("photo", "by", "source", "published"):
        return None
    if aside and (HONORIFIC.match(aside) or NAME.fullmatch(aside)) and label.startswith("The "):
        return Turn(block.start, match.end(), match.span("aside"), _bare(aside))
    return Turn(block.start, match.end(), match.span("label"), _bare(label))


def _bare(name: str) -> str:
    return HONORIFIC.sub("", name).removeprefix("The ").strip() or name


def _formal(text: str, turn: Turn) -> bool:
    return bool(HONORIFIC.match(text, turn.mention[0]) or OFFICE.match(text, turn.start))


def _resolved(text: str, turn: Turn, names: Sequence[str]) -> str:
    """A longer name of the same speaker: by surname or initials, among labels and names of the text."""
    name = turn.name
    if name == "A":
        head = NAME.search(text[: turn.start])
        return _fuller(text, head.group()) if head else "interviewee"
    if name == "Q":
        return name
    known = [
        n for n in names if len(n.split()) > len(name.split()) and n.split()[-1].lower() == name.split()[-1].lower()
    ]
    if known:
        return known[0]
    if name.isupper() and len(name) <= 5:
        fuller = [n for n in (*names, *NAME.findall(text)) if _initials(n) in (name, name.removeprefix("T"))]
        return fuller[0] if fuller else name
    if " " not in name:
        fuller = [n for n in NAME.findall(text) if n.split()[-1].lower() == name.lower() and not HONORIFIC.match(n)]
        return fuller[0] if fuller else name
    return name


def _fuller(text: str, name: str) -> str:
    """The name with a given name, where the text has one for its surname."""
    surname = name.split()[-1]
    full = [n for n in NAME.findall(text) if n.split()[-1] == surname and not HONORIFIC.match(n)]
    return max(full, key=len, default=name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()) if " " in name else ""


def _interviewers(text: str, found: Sequence[Turn], ends: Mapping[int, int]) -> frozenset[str]:
    """Those who mostly ask; nobody with an honorific, as members of a house ask and state."""
    asked: Counter[str] = Counter()
    total: Counter[str] = Counter()
    formal = {t.name for t in found if _formal(text, t)}
    for turn in found:
        total[turn.name] += 1
        asked[turn.name] += "?" in text[turn.body : ends[turn.start]]
    asking = {n for n in total if n not in formal and (n == "Q" or (total[n] > 1 and asked[n] >= ASKING * total[n]))}
    return frozenset(asking if len(asking) < len(total) else ())
