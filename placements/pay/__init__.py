"""Wages: from approved hours to lines of pay, each with its steps. Not a payroll engine: that one pays."""
