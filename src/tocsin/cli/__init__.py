"""cli: the command line, where settings are built and everything is wired. The only place with a clock."""
