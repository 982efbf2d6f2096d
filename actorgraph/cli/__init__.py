"""The command line: the only user of Click and rich."""
