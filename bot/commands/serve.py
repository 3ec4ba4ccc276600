"""`navigator serve`: the production server."""

import click
from starlette.applications import Starlette

from bot.memory import frugal
from navigator.privacy import logs
from navigator.settings import Settings


@click.command("serve", short_help="Run the server.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def command(port: int, host: str) -> None:
    """Run the server. Settings come from the environment; `navigator doctor` says what is missing.

    \b
    Example:  navigator serve --port 8000
    """
    settings = Settings.from_environment()
    from bot.app import build, create_app

    run(create_app(build(settings)), host, port)


def run(app: Starlette, host: str, port: int) -> None:
    """Serve until Ctrl-C. No access log: addresses of people would stand in it."""
    import uvicorn

    logs.install()
    frugal()
    # Without a configuration of its own uvicorn's lines pass the one formatter that lets no words through.
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        ws="none",
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=3,  # an open desk holds its line for news; stopping does not wait for it
    )
