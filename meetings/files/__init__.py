"""Files as bytes: what kind they are of, and what they hold that is not seen. Plain Python."""
