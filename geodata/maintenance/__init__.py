"""Commands for maintainers of the shipped data."""
