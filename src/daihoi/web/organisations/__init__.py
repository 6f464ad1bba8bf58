"""Pages of organisations: the tree, one organisation, and the changes of the tree."""
