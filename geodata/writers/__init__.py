"""What a dataset is written as."""
