"""Readers of untrusted formats; they run in a process of their own and import nothing of the package."""
