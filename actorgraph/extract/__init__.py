"""Articles to evidence: the only user of spaCy."""
