"""Names come in: keys compared within their blocks, components grouped, lone surnames joined, entities made."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.link.case import Case
from tocsin.link.entities import COMPARED, RULED, Groups, NameRulings, blocks, compared, entity_of, grouped, holds
from tocsin.link.named import Named
from tocsin.link.summaries import Summary, added, key_text, summarised
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.text.names import fold, skeleton


def add_names(
    case: Case, documents: Sequence[Document], mentions: Mapping[str, Sequence[Named]], rulings: NameRulings
) -> set[str]:
    """Keep the mentions of new documents; the ids of all documents that have a source whose entity has changed."""
    summaries, fresh = _summaries(case, documents, mentions)
    changed = _names(case, summaries)
    _lone(case, fresh)
    changed |= _compare(case, changed, rulings)
    touched = set(fresh) | _regroup(case, changed, rulings)
    touched |= _join_lone(case, touched, rulings)
    return _write_entities(case, touched)


def _summaries(
    case: Case, documents: Sequence[Document], mentions: Mapping[str, Sequence[Named]]
) -> tuple[dict[str, Summary], set[str]]:
    """The summaries with the new documents added in; also which document has which sources and full names."""
    whole: dict[str, Summary] = {}
    for document in documents:
        found = mentions.get(document.id, ())
        for key, summary in summarised(found, document).items():
            before = whole.get(key) or case.row("summary", key)
            whole[key] = added(before, summary) if before else summary
        ordered = sorted(found, key=lambda m: (m.start, m.form, m.key))
        sources = {m.name: key_text(m.key) for m in ordered if m.source_type}
        case.put("sources", {document.id: sources})
        case.index.enter("speaks", [(key, document.id, document.id) for key in sorted(set(sources.values()))])
        persons = sorted({key_text(m.key) for m in found if m.full and m.type == "person"})
        case.index.enter("persons", [(document.id, key, key) for key in persons])
        case.put("person", dict.fromkeys(persons, True))
    case.put("summary", whole)
    return whole, set(whole)


def _names(case: Case, summaries: Mapping[str, Summary]) -> set[str]:
    """Keep the name by which each key is compared, the first in code-point order; the keys whose name is new."""
    changed = set()
    for key, summary in summaries.items():
        name = min(summary.names, default="")
        if name and case.row("name", key) != name:
            case.put("name", {key: name})
            changed.add(key)
    return changed


def _lone(case: Case, fresh: Iterable[str]) -> None:
    """Lone surnames are looked up by their consonants, and full names by those of each of their words."""
    entries = []
    for key in fresh:
        kind, _, rest = key.partition("|")
        if kind == "surname":
            surname = rest.partition("|")[2]
            entries += [(f"lone|{part}", key, key) for part in set(skeleton(surname).split())]
        elif case.row("person", key):
            entries += [(f"full|{part}", key, key) for part in set(skeleton(case.row("name", key)).split())]
    case.index.enter("surnames", entries)


def _compare(case: Case, changed: set[str], rulings: NameRulings) -> set[str]:
    """The edges of keys whose name is new, with those that share a block and with those ruled to be one with them;
    all keys whose edges have changed."""
    limit = math.log(case.settings.same_entity / (1 - case.settings.same_entity))
    names = {key: case.row("name", key) for key in sorted(changed)}
    mine = {key: sorted(set(blocks(name))) if _is_compared(key) else [] for key, name in names.items()}
    case.index.enter("names", [(f"block|{block}", key, key) for key, held in mine.items() for block in held])
    case.index.enter("names", [(f"name|{fold(name)}", key, key) for key, name in names.items()])
    edges: dict[str, dict[str, tuple[float, str]]] = {}

    def of(key: str) -> dict[str, tuple[float, str]]:
        if key not in edges:
            edges[key] = dict(case.row("name-edges", key, {}))
        return edges[key]

    for key, name in names.items():
        for other in list(of(key)):
            of(other).pop(key, None)
        of(key).clear()
        others = {other for block in mine[key] for other in case.index.members("names", f"block|{block}")} - {key}
        for other in sorted(others):
            x, y = sorted((key, other))
            found = compared(x, case.row("name", x), y, case.row("name", y))
            if found and found[0] >= limit and not rulings.forbids(name, case.row("name", other)):
                of(key)[other] = of(other)[key] = found
        for partner in rulings.partners.get(fold(name), ()):
            for other in case.index.members("names", f"name|{partner}"):
                of(key)[other] = of(other)[key] = (RULED, "")
    case.put("name-edges", edges)
    return set(edges)


def _is_compared(key: str) -> bool:
    return key.partition("|")[0] in COMPARED


def _regroup(case: Case, changed: Iterable[str], rulings: NameRulings) -> set[str]:
    """Group the components of the changed keys anew; all keys of those components."""
    touched: set[str] = set()
    for start in sorted(changed):
        if start in touched:
            continue
        component, open_ = {start}, [start]
        while open_:
            for other in case.row("name-edges", open_.pop(), {}):
                if other not in component:
                    component.add(other)
                    open_.append(other)
        touched |= component
        _write_group(case, component, rulings)
    return touched


def _write_group(case: Case, component: set[str], rulings: NameRulings) -> None:
    names = {key: case.row("name", key) for key in sorted(component)}
    edges = [
        (score, key, other, reason)
        for key in names
        for other, (score, reason) in case.row("name-edges", key, {}).items()
        if key < other
    ]
    groups: Groups = grouped(names, edges, rulings)
    for key in names:
        _move(case, "root", key, groups.of[key])
    case.put("group-reasons", {root: tuple(groups.reasons.get(root, ())) for root in groups.members})


def _move(case: Case, kind: str, key: str, root: str) -> None:
    """Let a key belong to the group of a root, and no longer to another one."""
    before = case.row(kind, key)
    if before == root:
        return
    if before is not None:
        case.index.leave("grouped", [(before, key, key)])
    case.index.enter("grouped", [(root, key, key)])
    case.put(kind, {key: root})


def _join_lone(case: Case, touched: Iterable[str], rulings: NameRulings) -> set[str]:
    """A lone name joins the one full name of its document that holds it, else the only one of the case."""
    lone = {key for key in touched if key.startswith("surname|")}
    parts = {part for key in touched if case.row("person", key) for part in skeleton(case.row("name", key)).split()}
    for part in sorted(parts):
        lone.update(case.index.members("surnames", f"lone|{part}"))
    moved = set()
    for key in sorted(lone):
        root, reason = _home(case, key, rulings)
        before = case.row("root", key)
        if before != root:
            moved.update({key, root} | ({before} if before else set()))
        _move(case, "root", key, root)
        case.put("lone-reasons", {key: reason})
    return moved


def _home(case: Case, key: str, rulings: NameRulings) -> tuple[str, str]:
    """The root that a lone surname belongs to, its own where there is none, and why."""
    _, document, surname = key.split("|", 2)
    for partner in rulings.partners.get(surname, ()):
        for other in case.index.members("names", f"name|{partner}"):
            return case.row("root", other, other), f"{surname.title()} is ruled to be {case.row('name', other)}"
    full = {k for part in skeleton(surname).split() for k in case.index.members("surnames", f"full|{part}")}
    held = {
        k for k in full if holds(case.row("name", k), surname) and not rulings.forbids(case.row("name", k), surname)
    }
    roots = {case.row("root", k, k) for k in held}
    present = {case.row("root", k, k) for k in case.index.members("persons", document)}
    here = roots & present
    chosen = here if len(here) == 1 else roots if len(roots) == 1 and not here else set()
    if not chosen:
        return key, ""
    where = "in its article" if here else "in the case"
    return chosen.pop(), f"{surname.title()} is the only such name {where}"


def _write_entities(case: Case, touched: set[str]) -> set[str]:
    """Make the entities of all groups that have changed; the documents with a source whose entity has another id."""
    roots = {case.row("root", key, key) for key in touched} | {key for key in touched if case.row("entity-of", key)}
    ids: dict[str, str] = {}
    entities: dict[str, Entity | None] = {}
    gone: set[str] = set()
    for root in sorted(roots):
        members = case.index.members("grouped", root) or ([root] if case.row("root", root) is None else [])
        before = case.row("entity-at", root)
        if before:
            gone.add(before)
        case.put("entity-at", {root: ""})
        if not members:
            continue
        lone = [case.row("lone-reasons", key, "") for key in members if key.startswith("surname|")]
        reasons = (*case.row("group-reasons", root, ()), *filter(None, lone))
        entity = entity_of([case.row("summary", key) for key in members], reasons)
        if entity is not None:
            entities[entity.id] = entity
            case.put("entity-at", {root: entity.id})
            ids.update(dict.fromkeys(members, entity.id))
    case.drop("entity", sorted(gone - set(entities)))
    case.put("entity", entities)
    changed = {key for key, name in ids.items() if case.row("entity-of", key) != name}
    case.put("entity-of", ids)
    return {document for key in sorted(changed) for document in case.index.members("speaks", key)}


def speakers(case: Case, documents: Iterable[str]) -> dict[tuple[str, str], str]:
    """(document, source name) to the id of the entity that speaks."""
    found: dict[tuple[str, str], str] = {}
    for document, sources in case.rows("sources", documents).items():
        for name, key in sources.items():
            entity = case.row("entity-of", key)
            if entity:
                found[document, name] = entity
    return found


def by_key(mentions: Iterable[Named]) -> dict[str, list[Named]]:
    """Mentions by the document that they stand in."""
    held: dict[str, list[Named]] = defaultdict(list)
    for mention in mentions:
        held[mention.document_id].append(mention)
    return held
