"""`navigator mentor`: who is in the mentor programme."""

import sys

import click

from navigator.settings import Settings


@click.group("mentor", short_help="Add, list and pause mentors.")
def command() -> None:
    """Add, list, pause and remove the mentors who take talks at /desk.

    \b
    Examples:  navigator mentor add ana --most 3
               navigator mentor list
               navigator mentor pause ana
    """


@command.command("add")
@click.argument("name")
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="People at once.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, its first line.")
def add(name: str, most: int, password_stdin: bool) -> None:
    """Take a mentor in, or change their limit, or end a pause. Asks for a password if they have no account yet.

    \b
    Example:  navigator mentor add ana --most 3
    """
    from bot.app import open_programme

    programme, accounts = open_programme(Settings.from_environment(demo=True))
    name = name.strip().casefold()
    account = next((account for account in accounts.list() if account.name == name), None)
    if account is None:
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked()
        account = accounts.add(name, password, "mentor")
    if account.role == "maintainer":
        click.echo(f"{name} is a maintainer. A mentor needs an account of their own.", err=True)
        click.get_current_context().exit(1)
    programme.put(name, most)
    click.echo(f"{name} can take up to {most} at once, at /desk.")


@command.command("list")
def list_() -> None:
    """List the mentors: name, limit, whether they are there.

    \b
    Example:  navigator mentor list
    """
    from bot.app import open_programme
    from navigator.clock import SystemClock

    programme, _ = open_programme(Settings.from_environment(demo=True))
    found = programme.mentors(SystemClock().now())
    for mentor in found:
        state = "paused" if mentor.paused else "there now" if mentor.there else "on shift" if mentor.on_shift else "off"
        click.echo(f"{mentor.name:24} up to {mentor.most:2} at once   {state}")
    if not found:
        click.echo("No mentors yet, so none is offered. Add one: navigator mentor add NAME")


@command.command("pause")
@click.argument("name")
def pause(name: str) -> None:
    """Pause a mentor: they keep the talks they have and take no new ones. `add` lets them back in.

    \b
    Example:  navigator mentor pause ana
    """
    from bot.app import open_programme

    programme, _ = open_programme(Settings.from_environment(demo=True))
    _found(programme.pause(name.strip().casefold()), name)
    click.echo(f"{name} is paused.")


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Take a mentor out of the programme; their account stays until `navigator account remove`.

    \b
    Example:  navigator mentor remove ana
    """
    from bot.app import open_programme

    programme, _ = open_programme(Settings.from_environment(demo=True))
    _found(programme.remove(name.strip().casefold()), name)
    click.echo(f"{name} takes no more talks.")


def _found(there: bool, name: str) -> None:
    if not there:
        click.echo(f"There is no mentor called {name}.", err=True)
        click.get_current_context().exit(1)


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same again"))
