"""Settings, environment, addresses: nothing else."""
