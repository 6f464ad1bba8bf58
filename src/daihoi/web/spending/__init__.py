"""Pages of norms and spending."""
