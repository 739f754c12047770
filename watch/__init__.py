"""What the desk looks after by itself, while nobody looks: its ground, and what its database wants at times."""
