"""What `daihoi bench` measures: a generated tree, the product's own calls, and the floor beside each."""
