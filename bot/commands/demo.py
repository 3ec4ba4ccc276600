"""`navigator demo`: everything at once, with a made-up city."""

import click

from bot.commands.serve import run
from navigator.settings import Settings


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
    app = create_app(build(settings))
    here = f"http://127.0.0.1:{port}"
    click.echo(f"\n  Chat          {here}/\n  Directory API {here}/hsds/services\n\nCtrl-C stops it.")
    run(app, "127.0.0.1", port)
