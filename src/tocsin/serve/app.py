"""The application: every endpoint, the page, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

import tocsin
from tocsin.serve.guard import Guard
from tocsin.serve.hub import Hub
from tocsin.serve.page_files import load_page, page_response
from tocsin.serve.refusals import install, refused
from tocsin.serve.routes import (
    adding,
    articles,
    board,
    case,
    decisions,
    incidents,
    question,
    record,
    search,
    session,
    sources,
)
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.shapes import REFUSAL, decision_shape, load_answers

ENDPOINTS: tuple[Endpoint, ...] = (
    *session.ENDPOINTS,
    *case.ENDPOINTS,
    *question.ENDPOINTS,
    *articles.ENDPOINTS,
    *incidents.ENDPOINTS,
    *board.ENDPOINTS,
    *sources.ENDPOINTS,
    *record.ENDPOINTS,
    *adding.ENDPOINTS,
    *search.ENDPOINTS,
    *decisions.ENDPOINTS,
)
SQUEEZED_FROM = 1_400
QUICK = 4


def build_app(hub: Hub) -> FastAPI:
    """The application on a hub. It starts the hub, and ends it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        hub.start()
        yield
        hub.close()

    app = FastAPI(
        title="Tocsin desk",
        version=tocsin.__version__,
        description="The analyst's desk on one case. See docs/desk-api.md.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(GZipMiddleware, minimum_size=SQUEEZED_FROM, compresslevel=QUICK),
            Middleware(Guard, access=hub.access, sessions=hub.sessions),
        ],
    )
    app.state.hub = hub
    app.openapi = lambda: description(app)  # type: ignore[method-assign]
    install(app)
    for endpoint in ENDPOINTS:
        _add(app, endpoint)
    _add_page(app)
    return app


def description(app: FastAPI) -> dict[str, Any]:
    """The API's description, with the one shape of refusals and the bodies that are read by hand."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        made.setdefault("components", {}).setdefault("schemas", {}).update(REFUSAL)
        body = made["paths"]["/api/decisions"]["post"]["requestBody"]
        body["content"]["application/json"]["schema"] = decision_shape()
        app.openapi_schema = made
    return app.openapi_schema


def _add(app: FastAPI, endpoint: Endpoint) -> None:
    app.add_api_route(
        endpoint.path,
        endpoint.function,
        methods=[endpoint.method],
        status_code=endpoint.status,
        response_class=Response,
        responses=_responses(endpoint),
        operation_id=f"{endpoint.method.lower()}_{endpoint.function.__module__.rpartition('.')[2]}_{endpoint.function.__name__}",
        tags=[endpoint.path.split("/")[2]],
        response_model=None,
    )


def _responses(endpoint: Endpoint) -> dict[int | str, dict[str, Any]]:
    """What an endpoint may answer. Every refusal has the one shape."""
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
    found: dict[int | str, dict[str, Any]] = {}
    if endpoint.status != 204:
        shape = load_answers().get(f"{endpoint.method} {endpoint.path}", {})
        found[endpoint.status] = {
            "description": "The answer",
            "content": {media: {"schema": shape} for media in (endpoint.media, *endpoint.more_media)},
        }
    for status in sorted({400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 503, *endpoint.errors}):
        found[status] = {"description": "A refusal", **error}
    if endpoint.method == "GET":
        found[304] = {"description": "The client has it already"}
    return found


def _add_page(app: FastAPI) -> None:
    page = load_page()

    def whole(request: Request) -> Response:
        return page_response(page["index.html"], request.headers)

    def part(request: Request, path: str) -> Response:
        file = page.get(path)
        if file is None or path.startswith("api/"):
            raise refused(404, "not-found", "there is nothing here", value=f"/{path}"[:200], remedy="open /")
        return page_response(file, request.headers)

    for path, function in (("/", whole), ("/{path:path}", part)):
        app.add_api_route(
            path,
            function,
            methods=["GET", "HEAD"],
            include_in_schema=False,
            response_class=Response,
            response_model=None,
        )
