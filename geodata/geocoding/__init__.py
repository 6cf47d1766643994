"""A name becomes a place, or a reason why it does not."""
