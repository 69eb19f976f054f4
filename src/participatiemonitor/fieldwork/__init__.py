"""Whom did we ask and who answered? Hands over a frozen dataset: answers without identity."""
