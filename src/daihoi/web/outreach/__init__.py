"""Pages of communication and of summaries of opinion."""
