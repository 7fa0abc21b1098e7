"""Printed forms, and what was typed of each."""
