"""Evidence and relations on disk."""
