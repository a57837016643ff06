"""What ``make`` runs. Each file is one target's work."""
