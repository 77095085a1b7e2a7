"""What is put on record: frozen answers with their scores, how the question was settled, the brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from starlette.responses import Response

from tocsin.model.codec import to_plain
from tocsin.pipeline.drafts import Draft, draft_decision, drafts_of, text_key
from tocsin.pipeline.resolving import freeze as freeze_judgement
from tocsin.pipeline.resolving import resolve
from tocsin.report import html, json_brief, markdown, pdf
from tocsin.report.brief import compose_from
from tocsin.report.desk.brief_check import checked
from tocsin.report.desk.decisions import decision_row
from tocsin.report.desk.scorecard import frozen_row, scorecard_view
from tocsin.report.desk.sight import Row
from tocsin.report.nouns import Brief
from tocsin.serve.answers import answer, answer_bytes, listing
from tocsin.serve.days import Day
from tocsin.serve.refusals import refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Decider, Owner, Page, Reader, View, Viewed, day_of, hub_of, session_of

MOST_CHARACTERS = 500_000
MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}
Format = Annotated[Literal["md", "html", "pdf", "json"], Query(description="The file's format.")]


@dataclass
class Freezing:
    """The day whose answer goes on record."""

    as_of: Day | None = None
    reason: str = ""


@dataclass
class Settling:
    """How the question was settled, on which day, by what."""

    outcome: Literal["yes", "no"]
    on: Day
    reason: str


@dataclass
class BriefText:
    """A brief as edited, in Markdown."""

    markdown: str
    as_of: Day | None = None


@dataclass
class DraftWish:
    """A brief to be kept. `seen` is the draft that was edited, 0 for the composed one."""

    markdown: str
    reason: str
    as_of: Day | None = None
    seen: int = 0
    anyway: bool = False


def scorecard(view: Viewed) -> Response:
    """Frozen answers and, once the question is settled, how good they were."""
    with view.hub.reading() as store:
        body = scorecard_view(view.sight(), store)
    return view.answer(body)


def freeze(request: Request, who: Owner, wish: Freezing) -> Response:
    """Put the answer of a day on record, with its digest."""
    view = _view(request, wish.as_of)
    sight = view.judged()
    assert sight.judgement is not None
    with view.hub.noting() as store:
        freeze_judgement(store, sight.judgement, view.hub.stamp(who))
        row = frozen_row(store, sight.judgement, sight.desk.asked)
    return answer(request, row, status=201)


def settle(request: Request, who: Owner, wish: Settling) -> Response:
    """Record how the question was settled."""
    hub = hub_of(request)
    if not wish.reason.strip():
        raise refused(422, "invalid", "this needs a reason", place="reason", remedy="say by what it was settled")
    with hub.writing("the question was settled") as store:
        kept = resolve(store, wish.outcome, wish.on, hub.stamp(who), wish.reason.strip())
    return answer(request, decision_row(_view(request, None).sight(), kept), status=201)


def brief(view: Viewed) -> Response:
    """The brief as composed, with the draft that was kept last."""
    made = _composed(view)
    draft = _last_draft(view)
    return view.answer(
        {
            **to_plain(made),
            "markdown": markdown.render(made),
            "draft": _draft_row(view, draft) if draft else None,
        }
    )


def export(view: Viewed, who: Reader, format: Format = "md", draft: bool = False) -> Response:
    """The brief as a file. It is logged."""
    made = _composed(view)
    content = _draft_file(view, format) if draft else _file(made, format)
    with view.hub.noting() as store:
        shown = ", names shown" if view.reveal else ""
        detail = f"{'draft of the ' if draft else ''}brief as of {view.as_of}, {format}{shown}"
        store.record("export", f"brief {made.judgement_key[:12]}", detail, view.hub.stamp(who))
    response = answer_bytes(view.request, content, MEDIA[format], state=view.moment.state)
    name = f"brief-{view.as_of}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def check(request: Request, who: Reader, wish: BriefText) -> Response:
    """Which sentences of an edited brief cite an article, which are marked as judgement, which do neither; and whom
    it names."""
    view = _view(request, wish.as_of)
    composed = markdown.render(_composed(view)) if view.moment.figures else ""
    return view.answer(checked(view.sight(), wish.markdown[:MOST_CHARACTERS], composed))


def put_draft(request: Request, who: Decider, wish: DraftWish) -> Response:
    """Keep an edited brief. Every version stays."""
    view = _view(request, wish.as_of)
    hub = view.hub
    if not wish.reason.strip() or not wish.markdown.strip() or len(wish.markdown) > MOST_CHARACTERS:
        remedy = f"write 1 to {MOST_CHARACTERS:,} characters, and say why"
        raise refused(422, "invalid", "a draft needs words and a reason", place="markdown", remedy=remedy)
    made = Draft(0, wish.markdown, view.as_of, who, "", wish.seen, wish.reason.strip())
    with hub.noting() as store:
        last = _last(store)
        if last is not None and last.id > wish.seen and not wish.anyway:
            raise refused(
                409,
                "edited-meanwhile",
                f"{last.by} kept a draft meanwhile",
                value=str(last.id),
                remedy="merge theirs into yours, then send it again with anyway: both are kept",
                draft=_plain_draft(last),
            )
        store.put_output("draft", text_key(made.markdown), made.markdown.encode())
        kept = store.decide(draft_decision(made, _question_id(view), hub.stamp(who)))
        found = next(each for each in drafts_of(store) if each.id == kept.id)
    return answer(request, _plain_draft(found), status=201)


def drafts(view: Viewed, page: Page) -> Response:
    """Every version of the brief that was kept, the newest first."""
    with view.hub.reading() as store:
        found = list(reversed(drafts_of(store)))
    return view.answer(listing(found, lambda each: _draft_row(view, each), page))


def _composed(view: View) -> Brief:
    sight = view.judged()
    made: Brief | None = sight.memo.get("brief")
    if made is None:
        made = sight.memo["brief"] = compose_from(view.moment.context(sight, reveal=view.reveal))
    return made


def _file(made: Brief, format: str) -> bytes:
    match format:
        case "html":
            return html.render(made).encode()
        case "pdf":
            return pdf.render(markdown.render(made), made.heading.question)
        case "json":
            return json_brief.render(made).encode()
    return markdown.render(made).encode()


def _draft_file(view: View, format: str) -> bytes:
    found = _last_draft(view)
    if found is None:
        raise refused(404, "not-found", "no draft was kept", place="draft", remedy="PUT /api/brief/draft first")
    text = view.sight().mask(found.markdown)
    match format:
        case "html":
            return html.page(text).encode()
        case "pdf":
            return pdf.render(text, "Brief")
        case "json":
            import json

            return json.dumps(_draft_row(view, found), ensure_ascii=False, indent=2).encode()
    return text.encode()


def _view(request: Request, as_of: date | None) -> View:
    hub = hub_of(request)
    return View(request, hub, session_of(request), hub.moment, day_of(hub, as_of), False)


def _question_id(view: View) -> str:
    asked = view.moment.desk.asked
    if asked is None:
        raise refused(404, "not-found", "the case has no question yet", place="question")
    return asked.question.id


def _last(store: Any) -> Draft | None:
    found = drafts_of(store)
    return found[-1] if found else None


def _last_draft(view: View) -> Draft | None:
    with view.hub.reading() as store:
        return _last(store)


def _draft_row(view: View, draft: Draft) -> Row:
    return {**_plain_draft(draft), "markdown": view.sight().mask(draft.markdown)}


def _plain_draft(draft: Draft) -> Row:
    return {
        "id": draft.id,
        "markdown": draft.markdown,
        "as_of": str(draft.as_of),
        "by": draft.by,
        "at": draft.at,
        "base": draft.base,
        "reason": draft.reason,
    }


ENDPOINTS = (
    Endpoint("GET", "/api/scorecard", scorecard),
    Endpoint("POST", "/api/freeze", freeze, status=201, errors=(404,)),
    Endpoint("POST", "/api/resolution", settle, status=201),
    Endpoint("GET", "/api/brief", brief, errors=(404,)),
    Endpoint(
        "GET", "/api/brief/export", export, errors=(404,), media="text/markdown", more_media=tuple(MEDIA.values())
    ),
    Endpoint("POST", "/api/brief/check", check),
    Endpoint("PUT", "/api/brief/draft", put_draft, status=201, errors=(404, 409)),
    Endpoint("GET", "/api/brief/drafts", drafts),
)
