"""Pages about cases: the worklist and the case for staff, the own space for clients."""
