"""Rasa's response generator, ours: one message catalogue per language and channel, nothing made up at run time."""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.messages import Channel, render

PREFIX = "utter_"


class CatalogueNLG(NaturalLanguageGenerator):
    """Picks language from the conversation and channel from the output channel; unknown keys are an error."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Both arguments are what Rasa hands to a generator named in endpoints.yml; neither is needed."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        channel: Channel = "web" if output_channel == "web" else "sms"
        values = kwargs.get("values") or {}
        key = utter_action.removeprefix(PREFIX)
        text = render(key, values, tracker.get_slot("language") or "en", channel)
        return {"text": text, "key": key, "services": values.get("services", [])}
