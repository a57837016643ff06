"""Records from files: read, compared, brought in a thousand lines at a time, and undone."""
