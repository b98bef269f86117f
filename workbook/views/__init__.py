"""What is shown: the state and its link, explorers, pictures, HTML, widgets, and what the browser gets."""
