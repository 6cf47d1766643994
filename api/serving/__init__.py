"""The server process, its logs and its metrics."""
