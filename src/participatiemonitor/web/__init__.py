"""Doors for people: the desk, the questionnaire and the public site."""
