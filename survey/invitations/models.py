"""Those invited, their groups, and the box their answers wait in."""
