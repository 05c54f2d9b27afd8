"""Instruments as files: what may be shipped lies beside this file, the rest a municipality loads itself."""
