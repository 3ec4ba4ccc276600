"""The few errors Navigator knows. Each says whether to try again and carries a sentence for a person."""


class NavigatorError(Exception):
    """`sentence` is shown to whoever caused it: plain words, nothing a person wrote, no stack."""

    retry = False

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SettingsError(NavigatorError):
    """A setting is missing or wrong; the sentence names it. Not retryable: the operator mends it."""


class ModelMissing(NavigatorError):
    """No trained model was found; the sentence says how to train. Not retryable."""


class StoreUnavailable(NavigatorError):
    """The database is locked, full or gone. Retryable."""

    retry = True


class Unreadable(NavigatorError):
    """Something sealed cannot be opened with the keys at hand. Not retryable: treat it as absent."""


class CarrierRefused(NavigatorError):
    """The carrier refused the request (opted out, bad number). Not retryable."""


class CarrierBusy(NavigatorError):
    """The carrier asked to slow down or the connection was refused before anything was sent. Retryable."""

    retry = True


class BadFile(NavigatorError):
    """An imported file has problems. Not retryable: `problems` lists file, row, field and reason of each."""

    def __init__(self, sentence: str, problems: tuple[object, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems
