"""Letters on their way, and what became of each."""
