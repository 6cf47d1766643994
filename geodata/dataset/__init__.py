"""The tables of a dataset, their validation, the frame built from them, and the dataset."""
