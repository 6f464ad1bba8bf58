"""Writes: one keyword-only function each, through the gate. See docs/actions.md for all of them."""
