"""Who cares for which seller, and how she passes to somebody else."""
