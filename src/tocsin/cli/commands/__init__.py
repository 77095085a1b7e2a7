"""One file for each group of commands. Heavy packages are imported only where a command runs."""
