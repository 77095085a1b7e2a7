"""One reading of a text from the front, tying each mention to the likeliest one before it."""

from __future__ import annotations

from itertools import accumulate

from tocsin.extract.coreference_descriptions import (
    bare,
    country_of,
    described_as,
    descriptions_of,
    named_beside,
    office_before,
    written_name,
)
from tocsin.extract.coreference_fitting import is_a, is_of, may_be, told_gender
from tocsin.extract.coreference_pronouns import HE, SHE, agrees
from tocsin.extract.entity_read import Entity
from tocsin.extract.naming import load_given_names
from tocsin.extract.parse import Parse
from tocsin.extract.source_types import SourceVocabulary
from tocsin.text.gazetteer import Gazetteer

PEOPLE = frozenset(
    {"official", "military", "soldier", "expert", "witness", "private-person", "opposition", "unnamed"}
)


FRESH = 3  # sentences after which somebody named only in quotations since is a poor antecedent outside them


FARTHEST = 6  # sentences back that a pronoun may reach


class Reader:
    """Walks a text once; the state is the list of those named so far."""

    def __init__(
        self,
        parse: Parse,
        vocabulary: SourceVocabulary,
        gazetteer: Gazetteer,
        inside: bytearray,
        source_heads: frozenset[int],
    ) -> None:
        self.parse = parse
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self.inside = inside
        # How many sentences that begin outside quotations stand before each.
        last = len(parse) - 1
        outside = [not inside[min(first + 1, last)] for first, _ in parse.sentences]
        self.outside_before = [0, *accumulate(outside)]
        self.source_heads = source_heads
        self.given = load_given_names()
        self.known: list[Entity] = []
        self.names: dict[int, str] = {}
        self.entities: dict[int, Entity] = {}

    def named(self, token: int, start: int, label: str) -> None:
        """A name that the recogniser found, from `start` to `token`."""
        parse = self.parse
        found = written_name(parse, token, start, label, self.vocabulary.plain_titles)
        if found is None:
            return
        words, titles = found.words, found.titles
        head = token if parse.words[token] not in ("'s", "’s") else token - 1
        name = " ".join(words)
        country = self.gazetteer.find(name)
        place = country is not None and country[1] != "leader"
        titled = any(t in self.vocabulary.male | self.vocabulary.female for t in titles)
        person = titled or (label == "PERSON" and not place) or (country is not None and country[1] == "leader")
        if len(words) == 1 and label != "PERSON" and not place and self._again(head):
            return
        acronym = len(words) == 1 and name.isupper() and len(name) <= 4
        if not titled and (self.vocabulary.names.get(name.lower()) or acronym):
            person = False
        entity = self._person(words, titles) if person else self._organisation(name, "GPE" if place else label)
        entity.named = True
        entity.first = entity.first if entity.first >= 0 else head
        if entity.kind == "organisation" and any(self.vocabulary.heads.get(t) == "media" for t in titles[:2]):
            entity.kind = "outlet"
        for lemma in (*titles, *descriptions_of(parse, head)):
            if lemma not in entity.described:
                entity.described.append(lemma)
        entity.texts.append(described_as(parse, head))
        self._mention(entity, head, found.start)
        beside = named_beside(parse, head) if person else None
        if beside is not None:
            self.is_one(beside, entity)

    def is_one(self, noun: int, entity: Entity) -> None:
        """The description at the noun is the one just named beside it."""
        described = self.entities.get(noun)
        if described is None or described.named or described.kind != "person":
            self._mention(entity, noun, self.parse.left[noun])
            return
        entity.described += [lemma for lemma in described.described if lemma not in entity.described]
        entity.texts += described.texts
        entity.gender = entity.gender or described.gender
        for token in [t for t, held in self.entities.items() if held is described]:
            self.entities[token] = entity
            for start in (self.parse.starts[token], self.parse.starts[self.parse.left[token]]):
                if self.names.get(start) == described.name:
                    self.names[start] = entity.name
        if described in self.known:
            self.known.remove(described)

    def _person(self, words: list[str], titles: list[str]) -> Entity:
        surname = words[-1].lower()
        gender = told_gender(titles, self.vocabulary) or self.given.gender_of(" ".join(words))
        for entity in reversed(self.known):
            if entity.kind != "person":
                continue
            have = entity.name.lower().split()
            if have[-1] == surname and (len(words) == 1 or len(have) == 1 or have[0][0] == words[0].lower()[0]):
                if len(words) > len(have):
                    self._rename(entity, " ".join(words))
                entity.gender = entity.gender or gender
                return entity
            if len(words) == 1 and have[0] == surname and len(have) > 1 and not gender and not titles:
                return entity
        entity = Entity(" ".join(words), "person", gender)
        self.known.append(entity)
        return entity

    def _rename(self, entity: Entity, name: str) -> None:
        entity.name = name
        for start, held in list(self.entities.items()):
            if held is entity:
                for key in (self.parse.starts[start],):
                    self.names[key] = name

    def _organisation(self, name: str, label: str) -> Entity:
        folded = name.lower()
        initials = "".join(w[0] for w in name.split() if w[0].isupper())
        for entity in reversed(self.known):
            if entity.kind not in ("organisation", "outlet"):
                continue
            have = entity.name.lower()
            if have == folded or (label == "ORG" and len(folded) > 3 and have.endswith(" " + folded)):
                return entity
            if label != "ORG":
                continue
            if (
                name.isupper()
                and len(name) > 2
                and "".join(w[0] for w in entity.name.split() if w[0].isupper()) == name
            ):
                return entity
            if len(initials) > 2 and entity.name == initials:
                self._rename(entity, name)
                return entity
        kinds = {self.vocabulary.heads.get(word) for word in folded.split()}
        known = self.vocabulary.names.get(folded.removeprefix("the "))
        outlet = known == "media" or (known is None and "media" in kinds)
        entity = Entity(name, "outlet" if outlet else "organisation", plural=label == "NORP")
        self.known.append(entity)
        return entity

    def pronoun(self, token: int, word: str) -> None:
        if word == "it" and self.parse.labels[token] in ("expl",):
            return
        entity = self._antecedent(token, word)
        if entity is not None:
            self._mention(entity, token, token)

    def _antecedent(self, token: int, word: str) -> Entity | None:
        parse = self.parse
        sentence = parse.sentence[token]
        within = bool(self.inside[token])
        best, score = None, 0.0
        for age, entity in enumerate(reversed(self.known)):
            distance = sentence - entity.sentence
            if distance > 1 and not within:  # from outside a quotation the sentences inside do not count
                distance = 1 + self.outside_before[sentence] - self.outside_before[entity.sentence + 1]
            if distance > FARTHEST or not agrees(entity, word):
                continue
            points = 10.0 - 2.0 * distance + 1.5 * entity.subject + 1.5 * entity.source
            points += 1.0 * (entity.gender != "" and word in HE | SHE)
            points -= 6.0 * (sentence - entity.outside > FRESH and not within)
            if distance == 0 and parse.labels[token] == "nsubj" and not entity.subject:
                points -= 1.0
            points -= 0.05 * age
            if points > score:
                best, score = entity, points
        return best

    def noun(self, token: int) -> None:
        """A noun phrase without a name: it comes back to somebody ("the official"), or is somebody new."""
        parse = self.parse
        lemma = parse.lemmas[token].lower()
        if parse.parts[token] == "PROPN" and self._again(token):
            return
        kinds = [kind for kind, words in self.vocabulary.returns.items() if lemma in words and kind != "anyone"]
        if not kinds and self.vocabulary.heads.get(lemma) in PEOPLE:
            kinds = ["person"]
        if not kinds:
            return
        first = parse.left[token]
        definite = parse.lowers[first] in ("the", "this", "that") and first < token
        owner = parse.child(token, "poss")
        if owner is not None and owner in self.entities and parse.parts[owner] == "PRON" and "document" in kinds:
            self._mention(self.entities[owner], token, first)
            return
        plural = parse.tags[token] in ("NNS", "NNPS")
        named = any(parse.labels[c] == "appos" and c in self.entities for c in parse.children[token])
        if named:
            return
        if "person" in kinds and not plural and self._office_and_name(token, lemma):
            return
        if definite and not plural:
            entity = self._returned(token, lemma, kinds)
            if entity is not None:
                self._mention(entity, token, first)
                return
        text = parse.text[parse.starts[first] : parse.ends[token]]
        kind = "person" if "person" in kinds else kinds[0]
        gender = told_gender([lemma], self.vocabulary) if kind == "person" else ""
        entity = Entity(bare(text), "group" if plural else kind, gender, plural, [lemma], [text])
        acting = parse.labels[token] in ("nsubj", "nsubjpass") and not definite
        if token in self.source_heads or kind != "person" or acting or plural:
            self.known.append(entity)
            self._mention(entity, token, first)

    def _office_and_name(self, token: int, lemma: str) -> bool:
        """Whether a name closes the office's phrase; it is then taken for its holder's."""
        parse = self.parse
        last = office_before(parse, token, self.source_heads)
        if last is None:
            return False
        entity = self._person([parse.words[last - 1], parse.words[last]], [lemma])
        entity.named = True
        entity.described.append(lemma)
        entity.texts.append(parse.text[parse.starts[parse.left[token]] : parse.ends[last]][:160])
        self._mention(entity, token, parse.left[token])
        return True

    def _again(self, token: int) -> bool:
        """A surname alone that the recogniser of names passed over."""
        word = self.parse.lowers[token]
        for entity in reversed(self.known):
            if entity.kind == "person" and entity.name[:1].isupper() and entity.name.lower().split()[-1] == word:
                self._mention(entity, token, token)
                return True
        return False

    def _returned(self, token: int, lemma: str, kinds: list[str]) -> Entity | None:
        sentence = self.parse.sentence[token]
        wide = [e for e in reversed(self.known) if not e.plural and sentence - e.sentence <= 4 * FARTHEST]
        country = country_of(self.parse, token, self.gazetteer)
        for entity in wide:
            same = lemma in entity.described or entity.name.lower().split()[-1] == lemma
            if same and (country is None or is_of(entity, country, self.gazetteer)):
                return entity
        if country is not None:
            return (
                next((e for e in wide if e.kind == "person" and is_of(e, country, self.gazetteer)), None)
                if "person" in kinds
                else None
            )
        children = self.parse.children[token]
        if any(
            self.parse.labels[c] in ("prep", "relcl", "acl", "amod", "compound", "poss", "nmod") for c in children
        ):
            return None
        kind = self.vocabulary.heads.get(lemma)
        for entity in wide:
            near = sentence - entity.sentence <= FARTHEST
            if (
                "person" in kinds
                and entity.kind == "person"
                and near
                and entity.source
                and may_be(entity, lemma, self.vocabulary)
            ):
                return entity
            if "outlet" in kinds and entity.kind == "outlet" and near:
                return entity
            if "document" in kinds and entity.kind == "document" and sentence - entity.sentence <= 2:
                return entity
            body = "organisation" in kinds and entity.kind == "organisation" and near and kind is not None
            if body and is_a(entity, kind, lemma, self.vocabulary):
                return entity
        return None

    def _mention(self, entity: Entity, head: int, first: int) -> None:
        parse = self.parse
        entity.sentence = parse.sentence[head]
        entity.subject = parse.labels[head] in ("nsubj", "nsubjpass")
        if not self.inside[head]:
            entity.outside = entity.sentence
        entity.source = head in self.source_heads
        self.entities[head] = entity
        self.names[parse.starts[head]] = entity.name
        self.names[parse.starts[first]] = entity.name
        if entity in self.known:
            self.known.remove(entity)
            self.known.append(entity)
