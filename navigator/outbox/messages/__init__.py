"""What is said to a person outside an answer: written down first, then sent."""
