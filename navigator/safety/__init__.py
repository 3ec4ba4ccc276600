"""Danger is seen and answered first: a screen that depends on nothing else, and the one table of crisis lines."""
