"""Where a published dataset is kept."""
