"""Shared ways of looking at text: the language pipeline, sentence vectors, names folded to one script, countries."""
