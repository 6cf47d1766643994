"""The tables of a dataset, their checks, the frame made of them, and the dataset."""
