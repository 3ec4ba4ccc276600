"""`navigator account`: who may sign in to /admin and /desk."""

import sys
from datetime import UTC, datetime
from typing import cast

import click

from navigator.accounts.accounts import Accounts
from navigator.accounts.roles import ROLES, Role
from navigator.settings import Settings


@click.group("account", short_help="Add, list and remove accounts.")
def command() -> None:
    """Add, list and remove accounts of maintainers (/admin), mentors and coordinators (/desk).

    \b
    Examples:  navigator account add ana --role maintainer
               navigator account list
               navigator account remove ana
    """


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the account is for.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, its first line.")
def add(name: str, role: str, password_stdin: bool) -> None:
    """Add an account; asks for its password, 12 characters or more.

    \b
    Example:  navigator account add ana --role maintainer
    """
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked()
    made = _accounts().add(name, password, cast(Role, role))
    click.echo(f"{made.name} can sign in now, as {made.role}.")


@command.command("list")
def list_() -> None:
    """List the accounts: name, role, since when.

    \b
    Example:  navigator account list
    """
    found = _accounts().list()
    for account in found:
        since = datetime.fromtimestamp(account.created_at, UTC).date()
        click.echo(f"{account.name:24} {account.role:12} since {since}")
    if not found:
        click.echo("No accounts yet. Add one: navigator account add NAME --role maintainer")


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove an account and sign it out everywhere.

    \b
    Example:  navigator account remove ana
    """
    if not _accounts().remove(name):
        click.echo(f"There is no account called {name}.", err=True)
        click.get_current_context().exit(1)
    click.echo(f"{name} is removed and signed out.")


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same again"))


def _accounts() -> Accounts:
    from bot.app import open_accounts

    return open_accounts(Settings.from_environment(demo=True))
