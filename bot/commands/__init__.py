"""One command a file; `bot/cli.py` loads each only when it is called, so that `--help` answers at once."""
