"""Pages of plans: tasks, versions, windows, calendar, and what waits for a person today."""
