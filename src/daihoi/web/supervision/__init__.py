"""Pages of visits and inspections, also without a network."""
