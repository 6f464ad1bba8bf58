"""Pages of bodies that direct the preparation."""
