"""The HTTP application, and the command line in `api.cli`."""
