"""Servers of the same data side by side, asked by one client in turns."""
