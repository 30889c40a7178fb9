"""Files as bytes: what kind they are of. Plain Python."""
