"""Party organisations: their kinds, their place in the tree, and lists of them as offices keep them."""
