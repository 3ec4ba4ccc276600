"""Runs rasa-sdk actions inside this process: what `inprocess://actions` in endpoints.yml means."""

from functools import cache
from typing import Any

import rasa.core.utils
import rasa.utils.endpoints
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor, ActionNotFoundException

from bot.logs import quiet

SCHEME = "inprocess://"


@cache
def executor(package: str) -> ActionExecutor:
    """rasa-sdk's own executor over every action in `package`, as its action server would register them."""
    made = ActionExecutor()
    made.register_package(package)
    return made


class InProcessActions(EndpointConfig):
    """An action endpoint without a network: same request, same response as the action server's webhook."""

    def __init__(self, url: str = f"{SCHEME}actions") -> None:
        # Without the selective domain every call would carry the whole domain as a dict.
        super().__init__(url=url, enable_selective_domain=True)
        self._executor = executor(url.removeprefix(SCHEME))

    async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> Any:
        try:
            return await self._executor.run(json)
        except ActionNotFoundException as missing:
            raise RasaException(f"no action named {missing.action_name} in {self.url}") from None


def install() -> None:
    """Teach Rasa the `inprocess://` scheme and spare those results the schema check of each call.

    RemoteAction re-validates every result with a schema it compiles anew each time: 8 ms of a 12 ms turn. Our own
    actions' results are held against that schema once, by test.
    """
    quiet()
    read = rasa.utils.endpoints.read_endpoint_config
    validate = RemoteAction._validate_action_result
    if getattr(read, "knows_inprocess", False):
        return

    def read_endpoint_config(filename: str, endpoint_type: str) -> EndpointConfig | None:
        config = read(filename, endpoint_type)
        if config and str(config.url).startswith(SCHEME):
            return InProcessActions(config.url)
        return config

    def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        return isinstance(self.action_endpoint, InProcessActions) or bool(validate(self, result))

    read_endpoint_config.knows_inprocess = True  # type: ignore[attr-defined]  # marks the wrapper for the check above
    rasa.utils.endpoints.read_endpoint_config = read_endpoint_config
    rasa.core.utils.read_endpoint_config = read_endpoint_config
    RemoteAction._validate_action_result = validate_action_result
