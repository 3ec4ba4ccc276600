"""Where a person says they are: a ZIP, a city, a neighbourhood. Nothing finer is kept."""

from navigator.understanding.heard import Area


class Gazetteer:
    """Places by name and ZIP."""

    def zip(self, code: str) -> Area:
        return Area(code, "zip", zip=code)
