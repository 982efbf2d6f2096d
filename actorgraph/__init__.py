"""A dated, sourced graph of political actors, read from news articles."""

__version__ = "0.1.0"
