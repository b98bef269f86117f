"""Voila with our pages, routes and limits; who gets a kernel, and when."""
