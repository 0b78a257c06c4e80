"""The one screen on which a colleague enters a question: its fields, its checks, and what goes in and comes out."""
