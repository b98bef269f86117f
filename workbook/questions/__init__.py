"""One question each: a pure function from a book, and plain parameters, to a frozen answer."""
