"""What do the answers say, and how sure are we? Hands over figures that passed the gate."""
