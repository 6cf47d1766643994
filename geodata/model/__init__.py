"""Vocabularies, dates, places, errors and the palette."""
