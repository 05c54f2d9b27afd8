"""An association's cash line: what comes in and goes out by day, what is left, and when it runs out.

Everything is derived: from balances, items and loans that people write, from wages, decisions and claims.
"""
