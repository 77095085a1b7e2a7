"""Who may come in, and what nobody gets through."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from desk_access import users_access
from starlette.datastructures import Headers
from starlette.types import Message

from tocsin.serve import guard
from tocsin.serve.guard import HEADERS
from tocsin.serve.opening import Access
from tocsin.serve.refusals import Refused
from tocsin.serve.routes.adding import safe_name
from tocsin.serve.users import Users

AT = "2022-10-28T12:00:00+00:00"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "[::2]:80", "0.0.0.0"])
@pytest.mark.parametrize("path", ["/", "/api/session", "/api/documents", "/assets/x.js"])
def test_another_name_is_refused(desk: Any, host: str, path: str) -> None:
    response = desk.client.get(path, headers={"Host": host})
    assert (response.status_code, response.json()["error"]["code"]) == (403, "bad-host")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8756", "localhost:1", "LOCALHOST"])
def test_its_own_names_are_let_through(desk: Any, host: str) -> None:
    assert desk.client.get("/api/case", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
def test_pages_of_other_sites_get_nothing(desk: Any, headers: dict[str, str]) -> None:
    assert desk.client.get("/api/case", headers=headers).json()["error"]["code"] == "csrf"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Tocsin-CSRF": ""},
        {"X-Tocsin-CSRF": "wrong"},
        {"X-Tocsin-CSRF": b"\xc3\xa9"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/decisions"), ("PUT", "/api/brief/draft"), ("DELETE", "/api/session")]
)
def test_a_forged_change_is_refused(desk: Any, method: str, path: str, headers: dict[str, str]) -> None:
    response = desk.client.request(method, path, json={}, headers={**desk.headers, **headers})
    assert (response.status_code, response.json()["error"]["code"]) == (403, "csrf")


def test_a_change_needs_the_cookie_as_well(desk: Any) -> None:
    desk.client.cookies.clear()
    response = desk.client.post("/api/decisions", json={}, headers=desk.headers)
    assert response.json()["error"]["code"] == "csrf"
    desk.begin()


@pytest.mark.parametrize("path", ["/", "/api/case", "/nothing", "/api/events-not", "/api/documents/x/captured"])
def test_every_answer_carries_the_policy(desk: Any, path: str) -> None:
    response = desk.client.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "unsafe" not in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/assets/../../app.py",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fapp.py",
        "//etc/passwd",
        "/index.html%00.js",
    ],
)
def test_nothing_outside_the_page_is_served(desk: Any, path: str) -> None:
    response = desk.client.get(path)
    assert response.status_code == 404
    assert "import" not in response.text


def test_an_article_is_shown_as_text_and_never_as_a_page(own_desk: Any) -> None:
    hostile = "<script>alert(1)</script> The army of Belarus moved north, the ministry said on Friday. =HYPERLINK(1)"
    job = add_text(own_desk, hostile)
    document = job["documents"][0]
    captured = own_desk.client.get(f"/api/documents/{document}/captured")
    assert captured.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert captured.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in captured.headers["Content-Security-Policy"]
    assert "<script>" in own_desk.get(f"/api/documents/{document}")["text"]
    exported = own_desk.client.get("/api/brief/export", params={"format": "html"}).text
    assert "<script" not in exported


def test_originals_need_a_reveal_with_a_reason_and_are_logged(noted_desk: Any) -> None:
    document = noted_desk.get("/api/documents")["items"][0]["id"]
    path = f"/api/documents/{document}"
    assert noted_desk.get(f"{path}/original", 403)["error"]["code"] == "reveal-not-open"
    assert noted_desk.get(path, 403, reveal=True)["error"]["code"] == "reveal-not-open"
    noted_desk.post("/api/reveal", {"reason": "  "}, 422)
    assert noted_desk.post("/api/reveal", {"reason": "to call him back", "minutes": 5})["reveal"]["open"]
    assert "Wolny" in noted_desk.get(path, reveal=True)["text"]
    assert "Wolny" not in noted_desk.get(path)["text"]
    original = noted_desk.client.get(f"{path}/original")
    assert b"Wolny" in original.content
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert noted_desk.get("/api/search", q="Wolny", reveal=True)["items"]
    actions = [(row["action"], row["detail"]) for row in noted_desk.get("/api/log")["items"][:2]]
    assert [action for action, _ in actions] == ["reveal", "reveal"]
    assert "to call him back" in actions[1][1]
    noted_desk.client.delete("/api/reveal", headers=noted_desk.headers)
    noted_desk.get(path, 403, reveal=True)


def test_an_upload_is_bounded_and_named_safely(own_desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [("files", (f"{number}.txt", b"x", "text/plain")) for number in range(201)]
    assert own_desk.client.post("/api/add/files", files=many, headers=own_desk.headers).status_code == 413
    monkeypatch.setattr(guard, "MOST_BYTES", 1000)
    large = {"files": ("a.txt", io.BytesIO(b"x" * 5000), "text/plain")}
    response = own_desk.client.post("/api/add/files", files=large, headers=own_desk.headers)
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too-large")


def test_a_body_that_does_not_say_how_long_it_is_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    async def dribble() -> Message:
        return {"type": "http.request", "body": b"x" * 400, "more_body": True}

    async def read_all() -> None:
        scope = {"type": "http", "path": "/api/decisions"}
        limited = guard._limited(scope, Headers({}), dribble)
        for _ in range(10):
            await limited()

    monkeypatch.setattr(guard, "MOST_JSON_BYTES", 1000)
    with pytest.raises(Refused, match="too large"):
        asyncio.run(read_all())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b.txt", "a_b.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("con|aux?.txt", "con_aux_.txt"),
        ("отчёт 1.txt", "отчёт 1.txt"),
    ],
)
def test_a_file_gets_no_say_in_where_it_lies(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_files_are_read_and_refused_with_their_reasons(own_desk: Any) -> None:
    text = b"Storks over Brest\n\nThe mayor of Brest said that the storks had come back to the old tower on Sunday."
    files = [("files", ("storks.txt", text, "text/plain")), ("files", ("noise.bin", bytes(range(256)) * 9, "x/y"))]
    response = own_desk.client.post(
        "/api/add/files", files=files, data={"published": "2022-10-23"}, headers=own_desk.headers
    )
    assert response.status_code == 202, response.text
    job = finished(own_desk, response.json()["id"])
    assert (job["status"], job["added"], [each["name"] for each in job["refused"]]) == ("done", 1, ["noise.bin"])
    assert job["refused"][0]["reason"]
    own_desk.settled()
    rows = {row["name"]: row for row in own_desk.get("/api/documents")["items"]}
    assert rows["storks"]["interval"] == "2022-10-23"
    assert not list(own_desk.client.app.state.hub.opening.scratch.iterdir())


def test_users_sign_in_with_a_password_and_have_roles(first_case: Path, tmp_path: Path) -> None:
    for desk in users_access(first_case, tmp_path):
        assert desk.get("/api/case", 401)["error"]["code"] == "login-needed"
        assert desk.client.get("/").status_code == 200
        wrong = desk.post("/api/session", {"user": "rita", "password": "not it at all"}, 401)
        assert wrong["error"]["code"] == "bad-login"
        old = dict(desk.client.cookies)
        session = desk.post("/api/session", {"user": "rita", "password": "a long password"})
        assert dict(desk.client.cookies) != old
        desk.headers = {"X-Tocsin-CSRF": session["csrf"]}
        assert (session["role"], session["rights"]["decide"]) == ("read", False)
        desk.settled()
        claim = desk.claim("taking part")
        body = {"subject": "claim", "target": claim["id"], "ruling": "reject", "reason": "no"}
        assert desk.post("/api/decisions", body, 403)["error"]["code"] == "not-allowed"
        assert desk.get("/api/users", 403)["error"]["code"] == "not-allowed"
        assert "grades" not in desk.get("/api/judgement")
        desk.post("/api/reveal", {"reason": "curious"}, 403)


def test_a_role_that_is_taken_away_is_gone_at_once(first_case: Path, tmp_path: Path) -> None:
    for desk in users_access(first_case, tmp_path):
        session = desk.post("/api/session", {"user": "olga", "password": "another password"})
        desk.headers = {"X-Tocsin-CSRF": session["csrf"]}
        desk.settled()
        put = desk.client.put("/api/users/rita", json={"role": "own"}, headers=desk.headers)
        assert put.json() == {"name": "rita", "role": "own", "added_at": AT}
        assert desk.client.delete("/api/users/olga", headers=desk.headers).status_code == 204
        assert desk.get("/api/case", 401)["error"]["code"] == "login-needed"


def test_guessing_is_slowed_down(first_case: Path, tmp_path: Path) -> None:
    for desk in users_access(first_case, tmp_path, password_cost=False):
        codes = [
            desk.client.post("/api/session", json={"token": f"guess {n}"}, headers=desk.headers).status_code
            for n in range(12)
        ]
        assert codes == [401] * 10 + [429] * 2


def test_passwords_are_kept_as_argon2id_and_somebody_always_owns_the_case(tmp_path: Path) -> None:
    file = tmp_path / "case.users.json"
    users = Users(file)
    users.put("olga", "own", "another password", AT)
    assert "another" not in file.read_text()
    assert "$argon2id$" in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    for bad in (("rita", "read", "short"), ("../x", "read", "a long password"), ("olga", "read", "")):
        with pytest.raises(Exception, match=r"short|name|own"):
            users.put(*bad, AT)
    with pytest.raises(Exception, match="own"):
        Users(tmp_path / "none.json").put("rita", "read", "a long password", AT)


def test_an_open_desk_is_open_on_loopback_alone() -> None:
    assert Access(frozenset({"localhost"})).open
    assert not Access(frozenset({"localhost"}), token="x").open
    assert not Access(frozenset({"localhost"}), users=Path("x")).open


def add_text(desk: Any, text: str) -> Any:
    response = desk.client.post("/api/add/text", json={"text": text, "name": "hostile"}, headers=desk.headers)
    assert response.status_code == 202, response.text
    job = finished(desk, response.json()["id"])
    desk.settled()
    return job


def finished(desk: Any, key: str) -> Any:
    import time

    for _ in range(600):
        job = desk.get(f"/api/jobs/{key}")
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")
