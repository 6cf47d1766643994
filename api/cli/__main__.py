"""`python -m api.cli` is `shimai`."""

from api.cli.main import main

main()
