"""Measures the dashboards beside what they replace; see README.md here."""
