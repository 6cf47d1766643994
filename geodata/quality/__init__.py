"""How complete, how precise and how recent the data are."""
