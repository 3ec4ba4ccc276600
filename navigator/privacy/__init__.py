"""What keeps a secret: sealing, pseudonyms, retention, erasing, and scrubbing of words that must pass on."""
