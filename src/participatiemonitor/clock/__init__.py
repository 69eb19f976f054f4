"""What happens by itself, on time. One operation of a room per entry."""
