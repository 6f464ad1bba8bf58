"""Pages of reviews, lessons and training."""
