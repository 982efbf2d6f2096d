"""Relations as a NetworkX graph, and what is measured on it."""
