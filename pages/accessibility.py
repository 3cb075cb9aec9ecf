"""Accessibility: how far everybody can use this, how that was tested, and what to do if not."""

from mirror import about

about.accessibility()
