"""What the municipality's share of benefits will be, with the people and the law known today."""
