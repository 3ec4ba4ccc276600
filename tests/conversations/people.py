"""What the conversations share: the maker of people, and the ZIP of the sample city they mostly live in."""

from collections.abc import Callable

from tests.driver import Person

People = Callable[..., Person]
HERE = "00104"  # Lantern Hill
