"""Readers of foreign formats that run in a process of their own, which imports nothing of the package."""
