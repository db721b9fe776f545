"""Extraction patterns: their notation, their files, and the check of their examples."""
