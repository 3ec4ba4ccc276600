"""The ways in. A channel verifies who calls, hands the message to the inbox and forgets the number."""
