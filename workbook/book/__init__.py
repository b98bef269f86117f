"""What is held and how it is read: frozen values, strict reading, the rules, the standing of a state on a day."""
