"""Pages of weekly reports."""
