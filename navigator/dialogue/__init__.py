"""The talk: `decide` gives the next turn; with `turn.search`, `present` completes it with the directory's answer."""

from navigator.dialogue.decide import decide
from navigator.dialogue.present import present
from navigator.dialogue.results import Opening, Result, View
from navigator.dialogue.state import SLOTS, State, Step
from navigator.dialogue.turn import Facts, Say, Search, Turn

__all__ = ["SLOTS", "Facts", "Opening", "Result", "Say", "Search", "State", "Step", "Turn", "View", "decide", "present"]
