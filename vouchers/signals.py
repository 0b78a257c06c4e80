"""What happens to vouchers, announced after the commit. Each signal carries `application_id` and `day` (a date)."""

from django.dispatch import Signal

application_submitted = Signal()
voucher_awarded = Signal()
voucher_refused = Signal()
voucher_paid = Signal()
