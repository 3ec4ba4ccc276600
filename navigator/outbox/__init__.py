"""What leaves outside an answer: proactive messages, and the deletions at the carrier."""
