"""Tocsin reads the reporting on a warning question and answers it so that a sceptic can check every step."""

__version__ = "0.1.0"
