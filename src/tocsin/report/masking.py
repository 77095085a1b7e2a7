"""Masking: private persons are shown by their role ("[soldier A]"), in quotations too.

Masking happens when text is shown or exported, never in what is stored, so that offsets stay as they are. The same
person keeps one mask within a brief. The first name alone and the surname alone are masked as well, since either
may be enough to find somebody; a surname that a public person bears too is left where it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.linkage import Linkage
from tocsin.report.people import People, PrivatePerson, find_people

_SHORTEST = 3
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Forms:
    """Surface forms in lower case with what stands in their place ("" for a public name, which stays), and the forms
    by their first word."""

    masks: dict[str, str]
    by_word: dict[str, tuple[str, ...]]

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where the text has a form. Only forms whose first word it has are looked for: a case may have thousands."""
        near = {form for word in set(_TOKEN.findall(text.lower())) for form in self.by_word.get(word, ())}
        return _pattern(near).finditer(text) if near else iter(())


@dataclass(frozen=True, slots=True)
class Mask:
    """What stands in the place of a stretch of a text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Masker:
    """Replaces private persons' names in any text that is shown.

    `general` is None where nobody is masked. `scoped` holds, by document, the forms for texts in which a name stands
    for a private person that elsewhere stands for a public one. `masking` is False where names are revealed on
    purpose.
    """

    general: _Forms | None
    scoped: dict[str, _Forms]
    masking: bool = True

    def text(self, text: str, document_id: str = "") -> str:
        """The text with every private name replaced; possessive endings stay behind the mask."""
        pieces, last = [], 0
        for mask in self.masks(text, document_id):
            pieces += [text[last : mask.start], mask.label]
            last = mask.end
        return "".join([*pieces, text[last:]]) if pieces else text

    def masks(self, text: str, document_id: str = "") -> tuple[Mask, ...]:
        """The places of a text that are shown otherwise, in order."""
        forms = self.scoped.get(document_id, self.general)
        if forms is None or not text:
            return ()
        return tuple(
            Mask(match.start(), match.end(), label)
            for match in forms.found(text)
            # In lower case it is the word, not the name.
            if match[0][0].isupper() and (label := forms.masks[_key(match[0])])
        )

    def link(self, url: str | None) -> str | None:
        """The address, or None where its words would name a private person."""
        if self.general is None or not url:
            return url
        words = set(re.findall(r"[a-z]+", anyascii(url).lower()))
        return None if words & {anyascii(name).lower() for name in self.names() if " " not in name} else url

    def label(self, name: str) -> str:
        """A file or record name that is shown, or its mask where the name would tell who it is about."""
        return self.link(name) or "[name withheld]"

    def names(self) -> tuple[str, ...]:
        """Every surface form that is masked, in lower case."""
        if self.general is None:
            return ()
        tables = (self.general.masks, *(forms.masks for forms in self.scoped.values()))
        return tuple(dict.fromkeys(form for masks in tables for form, mask in masks.items() if mask))


def make_masker(documents: Sequence[Document], claims: Sequence[Claim], linkage: Linkage, *, reveal: bool) -> Masker:
    """The masker of one brief or export. With `reveal` it leaves every text as it is."""
    if reveal:
        return Masker(None, {}, masking=False)
    return masker_of(find_people(documents, claims, linkage))


def masker_of(people: People) -> Masker:
    """The masker for people already found."""
    if not people.private:
        return Masker(None, {})
    bearers: dict[str, set[str]] = {}
    for name, where in people.public:
        for word in name.split():
            bearers.setdefault(_key(word), set()).update(where)
    general: dict[str, str] = {_key(name): "" for name, _ in people.public}
    scoped: dict[str, dict[str, str]] = {}
    for person, mask in _with_masks(people.private):
        for form in _surface_forms(person):
            if form not in bearers:
                general.setdefault(form, mask)
                continue
            for document in set(person.documents) - bearers[form]:
                scoped.setdefault(document, {})[form] = mask
    return Masker(_forms(general), {document: _forms({**general, **extra}) for document, extra in scoped.items()})


def _with_masks(private: Sequence[PrivatePerson]) -> list[tuple[PrivatePerson, str]]:
    letters: dict[str, int] = {}
    pairs = []
    for person in private:
        letters[person.role] = letters.get(person.role, -1) + 1
        pairs.append((person, f"[{person.role} {_letter(letters[person.role])}]"))
    return pairs


def _forms(masks: dict[str, str]) -> _Forms:
    by_word: dict[str, list[str]] = {}
    for form in masks:
        first = _TOKEN.search(form)
        if first is not None:
            by_word.setdefault(first[0], []).append(form)
    return _Forms(masks, {word: tuple(forms) for word, forms in by_word.items()})


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    # Longest first: a public person's full name is then matched before a word in it that must be masked elsewhere.
    every = sorted(forms, key=lambda form: (-len(form), form))
    alternatives = "|".join(re.escape(form).replace("'", "['’]") for form in every)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _surface_forms(person: PrivatePerson) -> list[str]:
    full = [form for name in person.names for form in (name, anyascii(name))]
    single = [word for name in full for word in name.split() if len(word) >= _SHORTEST]
    return list(dict.fromkeys(_key(form) for form in (*full, *single)))


def _key(form: str) -> str:
    # lower(), not casefold(): the keys must match what re.IGNORECASE matches, letter for letter.
    return " ".join(form.lower().replace("’", "'").split())


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
