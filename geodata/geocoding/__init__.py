"""Geocoding: a name is resolved to a place, or to the reason why it cannot be."""
