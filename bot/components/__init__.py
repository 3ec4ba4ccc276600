"""Thin Rasa components around Navigator's own understanding."""
