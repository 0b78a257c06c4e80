"""The hours of every periodic task (`<app>/periodic.py`); beat copies them to the database for the admin."""

from typing import Any

from celery.schedules import crontab

__all__ = ["CELERY_BEAT_SCHEDULE"]

WORKING_DAYS = "mon-fri"

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox-sweep": {"task": "notifications.sweep_outbox", "schedule": 30.0, "options": {"expires": 25}},
    "intake-drafts": {"task": "intake.delete_expired_drafts", "schedule": 3600.0, "options": {"expires": 3000}},
    "held-questions": {
        "task": "intake.remind_of_held",
        "schedule": crontab(hour=8, minute=5, day_of_week=WORKING_DAYS),
    },
    "triage-check": {"task": "intake.check_published_rules", "schedule": crontab(hour=4, minute=30)},
    "overdue-steps": {
        "task": "advisors.remind_owners",
        "schedule": crontab(hour=8, minute=0, day_of_week=WORKING_DAYS),
    },
    "walk-ins": {"task": "advisors.tidy_walk_ins", "schedule": crontab(hour=4, minute=0)},
    # A milestone is reached at the end of its working day (domain 6).
    "referral-clock": {"task": "referrals.run_clock", "schedule": crontab(hour=18, minute=0, day_of_week=WORKING_DAYS)},
    "referral-consents": {"task": "referrals.expire", "schedule": crontab(hour=5, minute=30)},
    "voucher-letters": {"task": "vouchers.sweep_decisions", "schedule": 300.0, "options": {"expires": 280}},
    "ledger-reconciliation": {"task": "vouchers.reconcile", "schedule": crontab(hour=2, minute=30)},
    "figures": {"task": "reporting.refresh_recent", "schedule": crontab(hour=3, minute=0)},
}
