"""Official texts: imported by the user, kept in the user's own store, never in the project or its data."""
