"""A mixed load on servers while faults are injected: what failed, what broke, and whether memory grows."""
