"""Quantities, periods and figures: how much of what, whose and when."""
