// When what no answer waits for is done: after the painted answer, once for a row of changes.

export const LATER = 150; // milliseconds
