"""Reactions and automatic replies get no answer; people who sound a little like them do."""

import pytest

from navigator.sms.noise import is_noise


@pytest.mark.parametrize(
    "text",
    [
        'Liked "Hi. What do you need?"',
        "Loved “What ZIP or town?”",
        'Laughed at "1 Lantern House 202-555-0100"',
        "Liked an image",
        'Removed a like from "Hi"',
        "Le gustó “¿Qué necesitas?”",
        'Le encantó "Hola"',
        'Reacted 👍 to "Hi"',
        "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.",
        "I'm driving right now, text you later.",
        "Automatic reply: I am out of the office until Monday.",
        "This is an automated message. We are closed.",
        "Can't talk right now. What's up?",
        "Estoy manejando. Te llamo luego.",
        "Respuesta automática: vuelvo el lunes.",
    ],
)
def test_nobody_typed_this(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize(
    "text",
    [
        "i liked the first place",
        "liked it but they said no",
        "i'm driving to oakland need a bed tonight",
        "cant talk he is here text only",
        "my office fired me need a job",
        "estoy manejando a mi mama al doctor, necesito comida",
        "me gusto el refugio",
        "are you automated",
    ],
)
def test_someone_typed_this(text: str) -> None:
    assert not is_noise(text)
