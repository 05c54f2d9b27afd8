"""Hours written on a device without a network: what it may keep, and what it sends."""
