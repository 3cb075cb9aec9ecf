"""Files as earlier schemas made them, and how they are made."""
