"""A request becomes a selection, a selection becomes a response. Also the command line."""
