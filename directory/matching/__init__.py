"""Which services fit a person, best first, and why: pure, from listings in memory to a `Found`.

The steps, one file each: `person` reads the query, `admission` says who is turned away, `facts` what fits and what to
ask, `area` what is near, `ranking` adds up the weights of `weights.csv`, `matcher` puts them together and widens the
search when nothing fits.
"""

from directory.matching.matcher import match
from directory.matching.weights import Weight, weights

__all__ = ["Weight", "match", "weights"]
