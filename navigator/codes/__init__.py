"""SAVE: a code of plain words that brings needs, area and steps back on any phone, and belongs to nobody."""
