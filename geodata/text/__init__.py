"""Folding, name variants, Han variants, kana and written dates."""
