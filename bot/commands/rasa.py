"""`navigator rasa …`: Rasa's own command line on this project's files."""

import os
import sys
from pathlib import Path

import click

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent
# What Rasa would look for in the working folder, and where it stands here.
FILES = {"--config": HERE / "config.yml", "--domain": HERE / "domain", "--endpoints": HERE / "endpoints.yml"}
SHORT = {"-c": "--config", "-d": "--domain"}
# Which of them each command takes.
TAKES = {
    "train": ("--config", "--domain"),
    "shell": ("--endpoints",),
    "run": ("--endpoints",),
    "interactive": ("--config", "--domain", "--endpoints"),
    "test": ("--config", "--domain", "--endpoints"),
    "data validate": ("--config", "--domain"),
}
# What the narrower commands do not know.
REFUSES = {"test core": ("--config", "--domain"), "test nlu": ("--domain",)}


@click.command(
    "rasa",
    short_help="Rasa's own command line.",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Rasa's own command line, in Navigator's environment and on its files.

    \b
    Examples:  navigator rasa train
               navigator rasa shell
               navigator rasa data validate
               navigator rasa test
    """
    from rasa.__main__ import main

    from bot import inprocess

    inprocess.install()
    os.chdir(ROOT)
    sys.argv = ["rasa", *with_our_files(list(arguments))]
    main()


def with_our_files(arguments: list[str]) -> list[str]:
    """`arguments` with this project's files named, where the command takes them and the person named none."""
    verb = next((name for name in TAKES if arguments[: len(name.split())] == name.split()), None)
    if arguments[:2] == ["run", "actions"]:  # the action server has no endpoints of its own
        return arguments
    given = {SHORT.get(argument, argument) for argument in arguments}
    if verb is None or given & {"-h", "--help"}:
        return arguments
    refused = REFUSES.get(" ".join(arguments[:2]), ())
    options = [option for option in TAKES[verb] if option not in given and option not in refused]
    return arguments + [word for option in options for word in (option, str(FILES[option].relative_to(ROOT)))]
