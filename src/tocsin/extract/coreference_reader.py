"""One reading of a text from the front, tying each mention to the likeliest one before it."""

from __future__ import annotations

from tocsin.extract.coreference_descriptions import bare, country_of, descriptions_of, titles_before
from tocsin.extract.coreference_pronouns import agrees
from tocsin.extract.entity_read import Entity
from tocsin.extract.parse import Parse
from tocsin.extract.source_types import SourceVocabulary, type_of
from tocsin.text.gazetteer import Country, Gazetteer

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
        self.source_heads = source_heads
        self.known: list[Entity] = []
        self.names: dict[int, str] = {}
        self.entities: dict[int, Entity] = {}

    def named(self, token: int, start: int, label: str) -> None:
        parse = self.parse
        words = [w for w in parse.words[start : token + 1] if w.strip() and w not in "[]()"]
        while words and words[-1] in ("'s", "’s", "'", "’"):
            words.pop()
        while len(words) > 1 and words[0].lower() == "the":
            words.pop(0)
            start += 1
        if not words:
            return
        head = token if parse.words[token] not in ("'s", "’s") else token - 1
        titles = titles_before(parse, start) if label != "NORP" else []
        while len(words) > 1 and words[0].lower() in self.vocabulary.plain_titles:
            titles.append(words.pop(0).lower())
            start += 1
        stop = head if parse.words[head].strip() else token
        while stop > start and parse.words[stop] in ("'s", "’s", "'", "’", "]", ")", "["):
            stop -= 1
        written = " ".join(parse.text[parse.starts[start] : parse.ends[stop]].split()).strip("[]()")
        words = written.split() or words  # as written: no blanks around a hyphen
        name = " ".join(words)
        described = descriptions_of(parse, head)
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
        for lemma in (*titles, *described):
            if lemma not in entity.described:
                entity.described.append(lemma)
        clauses = (i for i in range(head + 1, parse.right[head] + 1) if parse.labels[i] in ("relcl", "acl", "advcl"))
        stop = next((max(parse.left[i] - 1, head) for i in clauses), parse.right[head])
        entity.texts.append(parse.text[parse.starts[parse.left[head]] : parse.ends[stop]][:160])
        self._mention(entity, head, start)

    def _person(self, words: list[str], titles: list[str]) -> Entity:
        surname = words[-1].lower()
        gender = "m" if any(t in self.vocabulary.male for t in titles) else ""
        gender = "f" if any(t in self.vocabulary.female for t in titles) else gender
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
            if distance > FARTHEST or not agrees(entity, word):
                continue
            points = 10.0 - 2.0 * distance + 1.5 * entity.subject + 1.5 * entity.source
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
        kinds = [kind for kind, words in self.vocabulary.returns.items() if lemma in words]
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
        entity = Entity(bare(text), "group" if plural else kind, plural=plural, described=[lemma], texts=[text])
        acting = parse.labels[token] in ("nsubj", "nsubjpass") and not definite
        if token in self.source_heads or kind != "person" or acting or plural:
            self.known.append(entity)
            self._mention(entity, token, first)

    def _office_and_name(self, token: int, lemma: str) -> bool:
        """ "the governor of the lake province Ada Brook": the name at the end of an office's phrase, where a common
        noun stands before it or the surname comes again by itself."""
        parse = self.parse
        of = next((c for c in parse.children[token] if c == token + 1 and parse.lowers[c] == "of"), None)
        last = parse.child(of, "pobj") if of is not None else None
        if (
            of is None
            or last is None
            or last - of < 3
            or not all(parse.words[i][0].isupper() for i in (last - 1, last))
        ):
            return False
        again = any(parse.words[i] == parse.words[last] for i in self.source_heads if i > last)
        lower = parse.parts[last - 2] == "NOUN" and parse.words[last - 2].islower()
        if parse.parts[last - 1] != "PROPN" or not (lower or (again and parse.words[last - 2][0].isupper())):
            return False
        entity = self._person([parse.words[last - 1], parse.words[last]], [lemma])
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
            if same and (country is None or self._of(entity, country)):
                return entity
        if country is not None:
            return (
                next((e for e in wide if e.kind == "person" and self._of(e, country)), None)
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
            if "person" in kinds and entity.kind == "person" and near and entity.source:
                return entity
            if "outlet" in kinds and entity.kind == "outlet" and near:
                return entity
            if "document" in kinds and entity.kind == "document" and sentence - entity.sentence <= 2:
                return entity
            body = "organisation" in kinds and entity.kind == "organisation" and near and kind is not None
            if body and kind == type_of(entity.name, entity.described, self.vocabulary, person=False):
                return entity
        return None

    def _of(self, entity: Entity, country: Country) -> bool:
        found = self.gazetteer.find(entity.name)
        if found:
            return found[0].key == country.key
        named = self.gazetteer.mentions(" ".join(entity.texts[:3]))
        return any(mention.country.key == country.key for mention in named)

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
