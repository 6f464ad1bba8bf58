"""Pages of directives: the papers, what they ask, and what became of them below."""
