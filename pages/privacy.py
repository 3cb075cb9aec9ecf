"""Privacy: what is held of people, who sees it, and what they can do."""

from mirror import about

about.privacy()
