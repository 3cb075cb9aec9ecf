"""The pack that people leave with: its leaves, and the files that it can be taken as."""

from mirror.pack.leaves import Leaf, Made, Pack, of_gathering, of_place

__all__ = ["Leaf", "Made", "Pack", "of_gathering", "of_place"]
