"""Pages of briefings: agenda and minutes."""
