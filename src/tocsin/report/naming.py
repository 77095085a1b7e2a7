"""Names of speakers, as a sentence needs them: in full, with "the" or "a" where English asks for it."""

from __future__ import annotations

import re

from tocsin.model.attribution import Attribution
from tocsin.model.document import Document
from tocsin.report.context import Context
from tocsin.report.vocabulary import load_people_words, load_wording

_LONGEST = 80
# A name that the texts write so often without "the" goes without it.
_OFTEN = 4
_ARTICLE = re.compile(r"(?i:the|an?)\s+")
_AFTER_HEAD = re.compile(r" (?:who|of|from|in|at|quoted|close|with|that|near|to|on) ")


def shown_name(context: Context, document: Document, link: Attribution) -> str:
    """A source of a chain as it is shown: in full, with its article, masked; "" where nobody was resolved."""
    name = " ".join(link.source.name.split())
    if not name or name.lower() in load_wording().pronouns | {"i", "we", "you", "who", "which", "that"}:
        return ""
    full = _fullest(context, document, link, name)
    return context.mask(with_article(context, full, document), document.id)


def with_article(context: Context, name: str, document: Document | None = None) -> str:
    """The name with the article that the texts give it, or that its last noun asks for."""
    # "his press service": whose it is stood in the article.
    name = re.sub(r"^(?i:his|her|their|its|our|my)\s+(?=\S)", "the ", name)
    if _ARTICLE.match(name):
        # "A diplomat" in the middle of a sentence is "a diplomat"; "The Daily Herald" keeps its capital.
        return name[0].lower() + name[1:] if name.split()[1][0].islower() or name[0] in "Aa" else name
    if re.match(r"\S+['’]s?\s", name):
        return name
    described = _described(name)
    if described:
        return described
    texts = [item.text for item in context.documents.values()]
    owned = re.search(rf"\b[A-Z]\w+(?:['’]s|s['’])\s+{re.escape(name)}", document.text if document else texts[0])
    if owned:
        return owned[0]
    plain = sum(text.count(name) for text in texts)
    with_the = sum(text.count(f"the {name}") + text.count(f"The {name}") for text in texts)
    asks = head_noun(name) in load_wording().bodies
    return f"the {name}" if with_the * 2 > plain or (asks and plain < _OFTEN) else name


def nameless(name: str) -> bool:
    """Whether a speaker is only "the message" or "a diplomat", so that nobody can tell who it is."""
    nouns = load_wording().anaphoric_nouns
    bare = re.findall(r"[\w’'-]+", _ARTICLE.sub("", name))
    return len(bare) < 3 and all(word[0].islower() or word.lower() in nouns for word in bare)


def head_noun(name: str) -> str:
    """The noun that the name turns on, in lower case: "ministry" of "Ministry of Defence of Borduria"."""
    return _AFTER_HEAD.split(name)[0].split()[-1].lower()


def _described(name: str) -> str:
    """The description of somebody without a name, with "a" or "the" before it; "" for a name of one's own."""
    wording = load_wording()
    first = name.split()[0].lower()
    head = head_noun(name)
    quoted = re.match(r"(?i)(unnamed|anonymous|unidentified),? (quoted|cited|interviewed) by ", name)
    if quoted:
        return f"an {quoted[1].lower()} person {quoted[2].lower()} by {name[quoted.end() :]}"
    if nameless(name):
        return f"the {name.lower()}" if head in wording.anaphoric_nouns else name.lower()
    lower = first in wording.unnamed
    if not lower and not (head in wording.anaphoric_nouns and head not in wording.bodies):
        return ""
    if _AFTER_HEAD.split(name)[0].split()[-1][0].isupper():
        # "former Minister X": the head is the name itself.
        return f"{first}{name[len(first) :]}" if lower else ""
    shown = f"{first}{name[len(first) :]}" if lower else name
    if head.endswith("s") or (lower and first not in wording.one):
        return shown
    return f"{'an' if re.match(r'[aeioAEIO]|un(?!i)', shown) else 'a'} {shown}"


def _fullest(context: Context, document: Document, link: Attribution, name: str) -> str:
    """The name under which all spellings of an entity are shown, with a title before it where one is to be had: from
    the words before the mention ("presidential adviser X"), else from the entity's longest variant."""
    entity = context.entities.get(name)
    mention = " ".join(link.mention.text(document.text).split())
    canonical = entity.name if entity and entity.type == "person" and not nameless(entity.name) else name
    candidates = [mention, f"{_title_before(document, link)} {mention}".strip()]
    if entity:
        candidates += entity.variants
    fit = [
        candidate
        for candidate in candidates
        if candidate.endswith((canonical, name))
        and len(candidate) <= _LONGEST
        and not set(candidate) & set('[](),;:“”"')
        and candidate.split()[0].lower() not in load_wording().pronouns
    ]
    full = max(fit, key=len, default=canonical)
    if full.endswith(name) and not full.endswith(canonical):
        full = f"{full.removesuffix(name)}{canonical}"
    first = full.split()[0]
    return f"{first.lower()}{full[len(first) :]}" if first.lower() in load_wording().lower_titles else full


def _title_before(document: Document, link: Attribution) -> str:
    """The words of a title that stand directly before a mention: "Ruritania’s presidential adviser"."""
    before = document.text[max(0, link.mention.start - _LONGEST) : link.mention.start]
    last = re.split(r"[.,;:!?“”\"()\n]", before)[-1].split()
    kept: list[str] = []
    for word in reversed(last):
        if not (word[0].isupper() or word.lower() in load_wording().in_titles or word.lower() in _titles()):
            break
        kept.insert(0, word)
    if not any(word.lower() in _titles() for word in kept) or kept[-1].lower() not in _titles():
        return ""
    while kept and kept[0].lower() in ("of", "then"):
        kept.pop(0)
    return " ".join(kept)


def _titles() -> frozenset[str]:
    return load_people_words().title_words
