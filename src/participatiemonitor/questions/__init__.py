"""What do we ask, of whom, in which words? Hands over published, unchangeable questionnaire versions."""
