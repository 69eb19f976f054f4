"""What participation is going on, who has the initiative, and in which role of the municipality?"""
