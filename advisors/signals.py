"""What this app announces after a commit; higher apps listen in their `receivers.py`."""

from django.dispatch import Signal

case_opened = Signal()
"""case_id"""

case_claimed = Signal()
"""case_id, by_id: somebody is the contact person of the case now."""

case_closed = Signal()
"""case_id: closed with an outcome."""

contact_recorded = Signal()
"""contact_id, case_id"""

case_attached = Signal()
"""case_id, user_id: a client sees the case in the own space from now on."""
