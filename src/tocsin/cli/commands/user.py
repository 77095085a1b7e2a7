"""`tocsin user`: who may sign in to a case's desk, and what they may do there."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.clock import stamp_now
from tocsin.cli.output import say, write_rows
from tocsin.errors import CaseError, OptionError


class Verb(StrEnum):
    """What can be asked of this command."""

    add = "add"
    remove = "remove"
    list = "list"


class RoleName(StrEnum):
    """What somebody may do: see; rule, add and write as well; everything."""

    read = "read"
    review = "review"
    own = "own"


def user(
    case: options.CasePath,
    verb: Annotated[Verb, typer.Argument(help="What to do.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The user's name.", show_default=False)] = "",
    role: Annotated[RoleName, typer.Option(help="What the user may do.")] = RoleName.read,
    format: options.Rows = None,
) -> None:
    """Add, change, remove or list those who may sign in to the desk of a case (`tocsin serve CASE --users`).

    The password is asked for, or read from standard input where that is no terminal. It is kept as an Argon2id hash
    in a file beside the case. The first user must own the case.

    \b
    Examples:
        tocsin user ruritania.tocsin add olga --role own
        tocsin user ruritania.tocsin add rita --role review
        tocsin user ruritania.tocsin list
    """
    from tocsin.cli.desk_opening import users_file
    from tocsin.serve.users import Users

    if not case.exists():
        raise CaseError("there is no such case", place=str(case), remedy="check the path")
    users = Users(users_file(case))
    if verb is Verb.list:
        rows = [{"name": each.name, "role": each.role, "added_at": each.added_at} for each in users.all()]
        write_rows(rows, format, None, f"Users of {case}")
        return
    if not name:
        raise OptionError(f"{verb.value} takes a NAME", remedy="see `tocsin user --help`")
    if verb is Verb.remove:
        if not users.remove(name):
            raise OptionError("there is no such user", value=name, remedy="see them with: tocsin user CASE list")
        say(f"{case}: {name} may not sign in any more")
        return
    made = users.put(name, role.value, _password(), stamp_now().at.isoformat())
    say(f"{case}: {made.name} may sign in with the role {made.role}")


def _password() -> str:
    if sys.stdin.isatty():
        found: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return found
    return sys.stdin.readline().rstrip("\r\n")
