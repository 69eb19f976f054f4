"""Open answers: themes by a fixed code frame, and personal data to take out before anyone publishes them."""
