"""How the desk says no: one shape for every error, whatever raised it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tocsin.errors import CaseError, GroundingError, InputError, ModelError, TocsinError, VocabularyError
from tocsin.report.desk.sight import UnknownIdError

LOG = logging.getLogger("tocsin.serve")
CODES: Mapping[int, str] = {
    400: "bad-request",
    401: "login-needed",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    408: "too-slow",
    409: "conflict",
    413: "too-large",
    415: "unsupported",
    422: "invalid",
    429: "too-many",
    500: "fault",
    503: "building",
}
STATUS: tuple[tuple[type[TocsinError], int], ...] = (
    (UnknownIdError, 404),
    (CaseError, 409),
    (InputError, 422),
    (GroundingError, 422),
    (ModelError, 500),
    (VocabularyError, 500),
)


class Refused(TocsinError):  # noqa: N818  (it is an answer, not a fault)
    """A request that the desk does not follow; make it with `refused`. `more` stands beside the usual fields."""

    status = 500
    code = "fault"
    more: Mapping[str, Any] = MappingProxyType({})


def refused(status: int, code: str, message: str, **told: Any) -> Refused:
    """A refusal to raise: value, place and remedy as in every error, the rest beside them."""
    more = {name: told.pop(name) for name in list(told) if name not in ("value", "place", "remedy")}
    error = Refused(message, **told)
    error.status, error.code, error.more = status, code, more
    return error


def refusal(status: int, message: str, code: str = "", **told: Any) -> Response:
    """An error as it is sent."""
    body = {
        "status": status,
        "code": code or CODES.get(status, "fault"),
        "message": message,
        "value": told.pop("value", ""),
        "place": told.pop("place", ""),
        "remedy": told.pop("remedy", ""),
        **told,
    }
    headers = {"Retry-After": "1"} if status == 503 else {}
    return Response(msgspec.json.encode({"error": body}), status, headers, "application/json")


def install(app: FastAPI) -> None:
    """Every error of the application in the one shape."""
    app.add_exception_handler(TocsinError, _on_purpose)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def of_error(error: TocsinError) -> Response:
    """An error raised on purpose, as it is sent."""
    told = {"value": error.value, "place": error.place, "remedy": error.remedy}
    if isinstance(error, Refused):
        return refusal(error.status, error.message, error.code, **told, **error.more)
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    code = "read-only" if isinstance(error, CaseError) and "only be read" in error.message else ""
    return refusal(status, error.message, code, **told)


async def _on_purpose(request: Request, error: Exception) -> Response:
    assert isinstance(error, TocsinError)
    return of_error(error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return refusal(
        422,
        str(first["msg"]),
        value=str(first.get("input", ""))[:200],
        place=place,
        remedy="see /api/openapi.json",
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase.lower()
    made = refusal(error.status_code, str(error.detail or phrase).lower(), place=request.url.path)
    for name, value in (error.headers or {}).items():
        made.headers[name] = value
    return made


async def _fault(request: Request, error: Exception) -> Response:
    LOG.error("a fault at %s", request.url.path, exc_info=error)
    return refusal(500, "a fault in Tocsin itself", place=request.url.path, remedy="see the server's own output")
