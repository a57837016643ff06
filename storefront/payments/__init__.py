"""The ways to pay, and what was paid."""
