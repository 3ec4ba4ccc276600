"""`navigator`: the one command. Exit code 0 is fine, 1 found problems, 2 wrong use."""

import importlib
import logging
from typing import Any

import click

from navigator.errors import NavigatorError

# name -> (module, what it does). The module's `command` is the click command.
COMMANDS = {
    "serve": ("bot.commands.serve", "Run the server; settings come from the environment."),
    "demo": ("bot.commands.demo", "Open the chat with a made-up sample city; nothing to set up."),
    "chat": ("bot.commands.chat", "Talk in the terminal."),
    "understand": ("bot.commands.understand", "Show what is understood from a sentence."),
    "directory": ("directory.cli", "Import, check, export and search the service directory."),
    "account": ("bot.commands.account", "Add, list and remove accounts of maintainers and mentors."),
    "mentor": ("bot.commands.mentor", "Add, list and pause the mentors who take talks at /desk."),
    "train": ("bot.commands.train", "Train understanding, safety, scrubbing and the Rasa model."),
    "simulate": ("bot.commands.simulate", "Let made-up people talk to the inbox and score what they got."),
    "evaluate": ("bot.commands.evaluate", "Measure understanding on the evaluation sets."),
    "rasa": ("bot.commands.rasa", "Rasa's own command line, in Navigator's environment."),
    "doctor": ("bot.commands.doctor", "Say what is misconfigured, in plain words."),
}


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NavigatorError as error:
            click.echo(f"navigator: {error.sentence}", err=True)
            ctx.exit(1)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Navigator: a guide to free local help, by text message and on the web.

    \b
    Try:  navigator demo
          navigator chat
          navigator understand "need a bed tonight for me and my kids"
    """


def run() -> None:
    """What the shell calls. Rasa's libraries warn of their age; in the tests such warnings are errors."""
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    main()


if __name__ == "__main__":
    run()
