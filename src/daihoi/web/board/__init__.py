"""The board of a subtree, and the records behind each of its figures."""
