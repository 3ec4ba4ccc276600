"""What leaves outside an answer: the deletions at the carrier."""
