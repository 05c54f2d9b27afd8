"""The indicators: what each one means, how it is counted, and who may see how small a number."""
