"""Known totals to weight to, and weighted results as they were frozen."""
