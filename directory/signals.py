"""What this app announces after a commit; higher apps listen in their `receivers.py`."""

from django.dispatch import Signal

desks_changed = Signal()
"""name: an organisation or team takes part otherwise than before: (not) active, (not) a desk, another place, gone."""
