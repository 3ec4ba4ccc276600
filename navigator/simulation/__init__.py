"""Made-up people with hidden goals, who talk to whatever inbox is handed in and are scored by what they got."""
