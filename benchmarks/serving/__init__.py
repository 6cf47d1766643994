"""Servers of the same data side by side, requested by one client in turns."""
