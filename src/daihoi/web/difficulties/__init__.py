"""Pages of difficulties and of published answers."""
