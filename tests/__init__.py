"""The tests: the same tree as the code, and the servers they need."""
