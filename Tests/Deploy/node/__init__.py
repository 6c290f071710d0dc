"""A node without a container engine: pods as processes in namespaces of their own, started, probed and stopped as a
kubelet does. What it does not do: limits of memory and processors, seccomp, images."""
