"""Interviewers, attempts, approvals and call-backs."""
