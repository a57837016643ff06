"""Who you are: accounts, signing in and out, and what was done in whose name."""
