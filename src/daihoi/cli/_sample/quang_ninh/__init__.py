"""The sample Quảng Ninh: five breakthroughs, each measured from records."""
