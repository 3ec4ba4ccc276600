"""`navigator demo`: everything at once, with a made-up city."""

import secrets

import click

from bot.commands.serve import run
from navigator.settings import Settings

MAINTAINER, MENTOR = "demo", "mentor"  # get a new password at each start


@click.command("demo", short_help="Open the chat with a made-up sample city.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def command(port: int) -> None:
    """Open the chat with a made-up sample city. Keeps its data in ./var; Ctrl-C stops it.

    \b
    Example:  navigator demo --port 8001
    """
    click.echo("Starting (a few seconds) ...")
    from bot.app import build, create_app, load_samples

    settings = Settings.from_environment(demo=True)
    load_samples(settings)
    parts = build(settings)
    app = create_app(parts)
    here, password = f"http://127.0.0.1:{port}", secrets.token_urlsafe(12)
    parts.accounts.put(MAINTAINER, password, "maintainer")
    parts.accounts.put(MENTOR, password, "mentor")
    parts.stores.programme.put(MENTOR, 3)
    click.echo(f"\n  Chat          {here}/\n  Directory API {here}/hsds/services")
    click.echo(f"  Maintainers   {here}/admin/   name {MAINTAINER}, password {password}")
    click.echo(f"  Mentors       {here}/desk/    name {MENTOR}, password {password}\n\nCtrl-C stops it.")
    run(app, "127.0.0.1", port)
