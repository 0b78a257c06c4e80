"""What the front door puts on the pages of colleagues and of clients."""
