"""Rows that explain an answer, a claim or an incident. Texts come out as they are: the caller masks."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.cli.output import Row
from tocsin.errors import OptionError
from tocsin.model.claim import Claim
from tocsin.model.incident import Incident
from tocsin.pipeline.rulings import by_claim
from tocsin.pipeline.study import Study


def explain(study: Study, about: str) -> Iterator[Row]:
    """The rows of whatever `about` names: the answer if it is empty. Raises OptionError where nothing has the id."""
    claim = next((each for each in study.corpus.claims if each.id == about), None)
    incident = next((each for each in study.linkage.incidents if each.id == about), None)
    if not about:
        yield from explain_answer(study)
    elif claim is not None:
        yield from explain_claim(study, claim)
    elif incident is not None:
        yield from explain_incident(study, incident)
    else:
        remedy = "see the ids with: tocsin claims, or tocsin incidents"
        raise OptionError("no claim or incident has this id", value=about, place="--about", remedy=remedy)


def explain_answer(study: Study) -> Iterator[Row]:
    """The waterfall from the prior to the answer, what carries it, what would tip it."""
    judgement = study.judgement
    yield _row("prior", f"{judgement.prior.probability:.1%}", "")
    for step in judgement.steps:
        yield _row(f"step: {step.label}", f"{step.log_odds:+.2f} log-odds", "; ".join(step.reasons))
    estimate = judgement.estimate
    span = f"{estimate.low:.0%} to {estimate.high:.0%}"
    yield _row("answer", f"{estimate.probability:.1%} ({span})", judgement.word)
    for reason in judgement.confidence_reasons:
        yield _row(f"confidence: {judgement.confidence}", "", reason)
    for each in judgement.influences:
        yield _row(
            f"without the {each.kind} {each.label}", f"{each.without:.1%}", f"{each.change_log_odds:+.2f} log-odds"
        )
    for tip in judgement.tipping:
        value = "never" if tip.tipping is None else f"{tip.tipping:g}"
        yield _row(
            f"tips at {tip.threshold:.0%}: {tip.label}", f"now {tip.current:g}, at {value}", "; ".join(tip.reasons)
        )
    for note in judgement.notes:
        yield _row("note", "", note)


def explain_claim(study: Study, claim: Claim) -> Iterator[Row]:
    """All that is known of one claim."""
    documents = {document.id: document for document in study.corpus.documents}
    document = documents[claim.document_id]
    yield _row(
        "words", claim.content.text(document.text), f"{document.name}, {claim.content.start}-{claim.content.end}"
    )
    yield _row("sentence", claim.sentence.text(document.text), "")
    for depth, link in enumerate(claim.chain, start=1):
        cue = link.cue.text(document.text) if link.cue else ""
        yield _row(
            f"source {depth}",
            link.source.name,
            f"{link.source.type}, {link.source.side}" + (f"; “{cue}”" if cue else ""),
        )
    for name in ("stance", "polarity", "certainty", "verification", "kind", "when", "said"):
        value = getattr(claim, name)
        if value is not None:
            yield _row(name, str(value), "")
    yield from _evidence(study, claim)
    for relation in study.linkage.links:
        if claim.id in (relation.a, relation.b):
            other = relation.b if relation.a == claim.id else relation.a
            yield _row(relation.relation, _words_of(study, other), "; ".join(relation.reasons))
    for incident in study.linkage.incidents:
        if claim.id in incident.claim_ids:
            yield _row("incident", incident.id, f"{len(incident.claim_ids)} claims, {len(incident.origins)} origins")
    for step in study.judgement.steps:
        if claim.id in step.claim_ids:
            yield _row("bears on", step.label, f"{step.log_odds:+.2f} log-odds in all")
    rulings = by_claim(study.corpus.documents, study.corpus.extracted, study.corpus.decisions)
    for decision in rulings.get(claim.id, ()):
        value = f"{decision.ruling} {decision.field} {decision.value}".strip()
        yield _row(f"ruling {decision.id}", value, f"{decision.author}: {decision.reason}")


def explain_incident(study: Study, incident: Incident) -> Iterator[Row]:
    """The claims of one incident, by origin."""
    yield _row("incident", _words_of(study, incident.head), "; ".join(incident.reasons))
    yield _row("independent origins", f"{incident.effective_origins:.1f}", f"of {len(incident.origins)} named")
    for origin in incident.origins:
        stated = "the reports say so" if origin.stated else "inferred"
        yield _row(f"origin: {origin.label}", f"{len(origin.claim_ids)} claims", "; ".join((stated, *origin.reasons)))
        for claim_id in origin.claim_ids:
            yield _row("claim", _words_of(study, claim_id), claim_id)


def _evidence(study: Study, claim: Claim) -> Iterator[Row]:
    for evidence in study.evidence:
        if evidence.claim_id != claim.id:
            continue
        yield _row("bears on the question", "yes" if evidence.relevant else "no", evidence.relevance_reason)
        yield _row("direction", evidence.direction, "; ".join(evidence.reasons))
        for match in evidence.matches:
            lit = {1: "lights", -1: "says it is not so", 0: "mentions"}[match.lit]
            yield _row(f"indicator {match.indicator}", f"{lit}, {match.score:.2f}", "; ".join(match.reasons))


def _words_of(study: Study, claim_id: str) -> str:
    for claim in study.corpus.claims:
        if claim.id == claim_id:
            document = next(each for each in study.corpus.documents if each.id == claim.document_id)
            return f"{claim.content.text(document.text)} ({document.name})"
    return claim_id


def _row(what: str, value: str, reason: str) -> Row:
    return {"what": what, "value": value, "reason": reason}
