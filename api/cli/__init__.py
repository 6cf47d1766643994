"""The command line, `shimai`."""
