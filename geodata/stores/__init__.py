"""Stores of published datasets: folders and databases."""
