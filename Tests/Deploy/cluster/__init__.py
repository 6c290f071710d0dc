"""A stub of a Kubernetes API server: it keeps objects in memory and runs nothing, but takes no object that is wrong."""
