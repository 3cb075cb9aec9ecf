"""Place Mirror: a reflective dashboard of how a place works together."""
