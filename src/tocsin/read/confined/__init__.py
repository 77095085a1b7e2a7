"""confined: a child process with limits, in which foreign formats are parsed."""
