"""Clauses: a sentence split into propositions that can be true separately, stripped of what only frames them."""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.extract.frame import Content, Frame
from tocsin.extract.lexicon import Lexicon
from tocsin.extract.parse import FINITE, Parse
from tocsin.extract.verb_framing import NEGATIONS

SPLITTING_MARKS = frozenset({"while", "whereas", "although", "though"})
CLOSING = frozenset({"”", '"', "''"})
EDGE_MARKS = frozenset(
    {
        ",",
        ";",
        ":",
        "“",
        "”",
        '"',
        "''",
        "``",
        "«",
        "»",
        "–",
        "—",
        "-",
        "--",
        "…",
        "...",
        "(",
        "[",
        "‘",
        "'",
        "’",
        "•",
        "―",
        "*",
    }
)
TAIL_MARKS = frozenset({".", "!", "?", ",", ";", ":", "”", "“", '"', "''", "»", "–", "—", "-", "--", "’", "―"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "let", "’s", "'s"})
NEGATED = frozenset({"no", "nor", "neither", "any", "little", "hardly", "scarcely"})
FARTHEST_SUBJECT = 4
STATEMENTS = frozenset(
    {
        "account",
        "accusation",
        "allegation",
        "assertion",
        "charge",
        "claim",
        "report",
        "rumour",
        "statement",
        "version",
    }
)
EMPTY = frozenset({"it", "this", "that", "there", "what", "which"})


def pieces(parse: Parse, content: Content, frames: Mapping[int, Frame]) -> list[Content]:
    """The propositions of a stretch, in reading order: clauses joined by "and", "but", "while", or set side by side.

    `frames` keeps a cue and its content together.
    """
    root, first, last = content.root, content.first, content.last
    cuts = [c for c in parse.children[root] if first <= c <= last and _splits(parse, root, c, frames)]
    cuts.extend(_meanings(parse, content))
    cuts.extend(_judged_beside(parse, content))
    if not cuts:
        return [content]
    start, end = first, last
    found = []
    for child in cuts:
        left, right = max(parse.left[child], first), min(parse.right[child], last)
        if child < root:
            start = max(start, right + 1)
        else:
            end = min(end, left - 1)
        found.append((left, _meant(parse, Content(child, left, right))))
    while end > start and (parse.labels[end] in ("cc", "punct") or parse.lowers[end] in SPLITTING_MARKS):
        end -= 1
    result = [(start, Content(root, start, end))] if start <= root <= end else []
    for left, piece in found:
        result.extend((left, part) for part in pieces(parse, piece, frames))
    return [piece for _, piece in sorted(result, key=lambda pair: (pair[1].first, pair[1].last))]


def _meant(parse: Parse, piece: Content) -> Content:
    """ "which means that X": X."""
    if parse.labels[piece.root] == "relcl":
        inner = parse.child(piece.root, "ccomp")
        if inner is not None:
            return Content(inner, parse.left[inner], min(parse.right[inner], piece.last))
    return piece


def _splits(parse: Parse, root: int, child: int, frames: Mapping[int, Frame]) -> bool:
    label = parse.labels[child]
    if label == "conj":
        bare = parse.lemmas[root] in ("have", "be", "do") and all(
            parse.labels[c] in _THIN for c in parse.children[root] if c < child
        )
        return _own_clause(parse, child) and not bare
    if label == "advcl":
        mark = parse.child(child, "mark", "advmod")
        if mark is None or parse.subject(child) is None:
            return False
        reason = parse.lowers[mark] == "as" and child > root and parse.words[parse.left[child] - 1] == ","
        return parse.lowers[mark] in SPLITTING_MARKS or (reason and child not in frames)
    if label == "relcl":
        return parse.lemmas[child] == "mean" and parse.child(child, "ccomp") is not None
    if label in ("ccomp", "parataxis") and root not in frames and not (child in frames and frames[child].whole):
        between = range(min(root, child) + 1, max(root, child))
        apart = any(parse.words[i] in (";", ",") for i in between if parse.heads[i] in (root, child))
        subject = parse.subject(root)
        spliced = child < root and subject is not None and subject > child and apart
        parted = any(parse.words[i] in (";", "–", "—", ":", "--") for i in between)
        return (spliced or parted) and _clausal(parse, child)
    return False


def _judged_beside(parse: Parse, content: Content) -> list[int]:
    """Nouns set beside a clause as what it is, with a clause of their own: "…, a statement which is false"."""
    return [
        token
        for token in range(content.root + 1, content.last + 1)
        if parse.labels[token] == "appos"
        and parse.lemmas[token] in STATEMENTS
        and parse.words[parse.left[token] - 1] in (",", "–", "—", '"', "”")
        and any(parse.labels[c] == "relcl" for c in parse.children[token])
    ]


def _meanings(parse: Parse, content: Content) -> list[int]:
    """Verbs of "which means that …" on some noun of the stretch."""
    return [
        token
        for token in range(content.root + 1, content.last + 1)
        if parse.labels[token] == "relcl"
        and parse.heads[token] != content.root
        and parse.lemmas[token] == "mean"
        and parse.child(token, "ccomp") is not None
    ]


_THIN = frozenset({"nsubj", "nsubjpass", "neg", "cc", "advmod", "punct"})


def _own_clause(parse: Parse, child: int) -> bool:
    """Whether a coordinated verb can be true by itself: it has a subject, a tense or an auxiliary of its own."""
    if parse.parts[child] not in ("VERB", "AUX"):
        return parse.subject(child) is not None and parse.child(child, "cop", "aux") is not None
    if parse.subject(child) is not None or parse.tags[child] in FINITE:
        return True
    return any(parse.labels[c] in ("aux", "auxpass") and parse.tags[c] != "TO" for c in parse.children[child])


def trimmed(parse: Parse, content: Content, lexicon: Lexicon) -> Content | None:
    """Without marks, conjunctions and connectives at the edges, or None where nothing is left."""
    first, last = content.first, content.last
    moving = True
    while moving and first <= last:
        moving = False
        word = parse.lowers[first]
        that = word == "that" and parse.labels[first] in ("mark", "ccomp")
        if not word.strip() or word in EDGE_MARKS or that or parse.tags[first] == ".":
            first, moving = first + 1, True
        elif length := _connective(parse, first, last, lexicon):
            first, moving = first + length, True
    while last >= first and (not parse.words[last].strip() or parse.words[last] in TAIL_MARKS):
        if parse.words[last] in CLOSING and _opened(parse, first, last):
            break
        last -= 1
    while last >= first and parse.labels[last] == "cc":
        last -= 1
        while last >= first and parse.words[last] in TAIL_MARKS:
            last -= 1
    if first > last:
        return None
    root = content.root if first <= content.root <= last else _root_within(parse, first, last)
    return Content(root, first, last)


def _opened(parse: Parse, first: int, last: int) -> bool:
    """Whether the quotation mark closes one that opens within the stretch."""
    marks = sum(parse.words[i] in CLOSING or parse.words[i] in ("“", "``") for i in range(first, last + 1))
    return marks % 2 == 0


def _connective(parse: Parse, first: int, last: int, lexicon: Lexicon) -> int:
    """How many tokens of a connective stand here; one word counts only as a conjunction or before a comma."""
    for words in lexicon.connectives:
        end = first + len(words)
        if end > last or tuple(parse.lowers[first:end]) != words:
            continue
        if parse.words[end] == ",":
            return len(words) + 1
        if len(words) == 1 and (
            (parse.labels[first] == "cc" and words[0] not in ("nor", "neither"))
            or (parse.labels[first] == "mark" and words[0] in SPLITTING_MARKS)
        ):
            return 1
        if len(words) > 1 and words[-1] in ("mention", "why", "though"):
            return len(words)
    return 0


def _root_within(parse: Parse, first: int, last: int) -> int:
    for token in range(first, last + 1):
        if not first <= parse.heads[token] <= last or parse.heads[token] == token:
            return token
    return first


def within(parse: Parse, first: int, last: int) -> list[int]:
    """The tokens of a stretch that hang on nothing inside it: the heads of its pieces."""
    return [
        token
        for token in range(first, last + 1)
        if parse.words[token].strip()
        and (parse.labels[token] != "punct" or parse.children[token])
        and (parse.heads[token] == token or not first <= parse.heads[token] <= last)
    ]


def unframed(parse: Parse, content: Content, lexicon: Lexicon) -> Content | None:
    """The clause inside a frame that only introduces it ("it is clear that", "the fact is that", "I think")."""
    root = content.root
    subject = parse.subject(root)
    if subject is not None and subject - content.first > FARTHEST_SUBJECT:
        return None  # a condition or a time stands in front and belongs to the claim
    if any(parse.labels[c] == "neg" or parse.lowers[c] in NEGATIONS for c in parse.children[root]):
        return None
    inner = _framed_clause(parse, root, content)
    if inner is None or not content.first <= inner <= content.last or not _only_frames(parse, root, lexicon):
        return None
    return Content(inner, max(parse.left[inner], content.first), min(parse.right[inner], content.last))


def _framed_clause(parse: Parse, root: int, content: Content) -> int | None:
    """A finite clause behind the root, on it or on its predicate ("it is no secret that")."""
    for child in parse.children[root]:
        label = parse.labels[child]
        if child > root and label in ("ccomp", "csubj") and _clausal(parse, child):
            return child
        if child > root and label in ("acomp", "attr", "oprd", "dobj", "nsubj"):
            for inner in parse.children[child]:
                mark = parse.child(inner, "mark")
                that = mark is not None and parse.lowers[mark] == "that"
                label = parse.labels[inner]
                framed = label == "ccomp" or (that and label in ("acl", "relcl", "advcl"))
                if framed and inner > child and _clausal(parse, inner):
                    return inner
    return None


def _empty_frame(parse: Parse, root: int, lexicon: Lexicon) -> bool:
    """ "it is clear that", "it turns out that", "it was reported that", "this means that"."""
    predicate = parse.child(root, "acomp", "attr", "oprd")
    if parse.lemmas[root] in ("be", "become", "seem", "appear", "remain") and predicate is not None:
        lemma = parse.lemmas[predicate].lower()
        return (
            lemma in lexicon.lists["framing_adjectives"] or lemma in lexicon.framing or parse.tags[predicate] == "VBN"
        )
    return parse.lemmas[root] in lexicon.lists["framing_verbs"] or parse.tags[root] == "VBN"


def _clausal(parse: Parse, token: int) -> bool:
    subject = parse.subject(token)
    return (subject is not None and parse.tags[subject] not in ("WP", "WDT")) and (
        parse.tags[token] in FINITE or any(parse.labels[c] in ("aux", "auxpass") for c in parse.children[token])
    )


def _only_frames(parse: Parse, root: int, lexicon: Lexicon) -> bool:
    subject = parse.subject(root)
    lemma = parse.lemmas[root]
    if subject is None:
        if any(parse.tags[c] == "TO" for c in parse.children[root]):  # "claimed to have believed it"
            return False
        return lemma in lexicon.lists["framing_verbs"] or lemma == "let"
    word = parse.lowers[subject]
    if word in FIRST_PERSON:
        return lemma in lexicon.verbs or lemma in lexicon.lists["framing_verbs"] or lemma in ("glad", "be", "let")
    if parse.labels[subject] == "expl" and word == "there":
        noun = parse.child(root, "attr", "dobj")
        around = (*parse.children[root], *(parse.children[noun] if noun is not None else ()))
        negative = any(parse.lowers[c] in NEGATED for c in around)
        return noun is not None and parse.lowers[noun] in lexicon.framing and not negative
    if word in EMPTY:
        return _empty_frame(parse, root, lexicon)
    return parse.lowers[subject] in lexicon.framing
