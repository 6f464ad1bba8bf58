"""Pages of congresses: plans, milestones, the six questions, pilots, rules."""
