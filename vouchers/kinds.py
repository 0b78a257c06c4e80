"""What the timeline of a case says about vouchers."""

from django.utils.translation import gettext_lazy as _

from advisors.timeline import register, register_group


def register_kinds() -> None:
    """Called when the app is ready."""
    register_group("voucher", _("Training voucher"))
    register(
        "voucher.started",
        title=_("Application for a training voucher started"),
        client_title=_("You started an application for a training voucher"),
        icon="voucher",
        quiet=True,
    )
    register(
        "voucher.submitted",
        title=_("Training voucher applied for: %(amount)s"),
        client_title=_("You applied for a training voucher of %(amount)s"),
        icon="voucher",
    )
    register(
        "voucher.advised",
        title=_("Advice to the fund: %(advice)s"),
        client_title=_("Your advisor sent an advice to the fund"),
        icon="voucher",
    )
    register(
        "voucher.prepared",
        title=_("Decision prepared by the fund"),
        client_title=_("The fund prepares the decision"),
        icon="voucher",
        quiet=True,
    )
    register(
        "voucher.awarded",
        title=_("Training voucher awarded: %(amount)s"),
        client_title=_("You get a training voucher of %(amount)s"),
        icon="voucher",
    )
    register(
        "voucher.refused",
        title=_("Training voucher refused"),
        client_title=_("You do not get a training voucher"),
        icon="voucher",
    )
    register(
        "voucher.letter",
        title=_("Letter with the decision sent"),
        client_title=_("The letter with the decision is ready for you"),
        icon="doc",
        quiet=True,
    )
    register(
        "voucher.training_started",
        title=_("Training started on %(day)s"),
        client_title=_("Your training started on %(day)s"),
        icon="check",
        quiet=True,
    )
    register(
        "voucher.invoiced",
        title=_("Invoice of the training provider received: %(amount)s"),
        client_title=_("The training provider sent us the invoice"),
        icon="money",
        quiet=True,
    )
    register(
        "voucher.paid",
        title=_("Voucher paid to the training provider: %(amount)s"),
        client_title=_("We paid %(amount)s to your training provider"),
        icon="money",
    )
    register(
        "voucher.settled",
        title=_("Voucher settled"),
        client_title=_("Your training voucher is finished"),
        icon="check",
        quiet=True,
    )
    register(
        "voucher.withdrawn",
        title=_("Voucher application withdrawn"),
        client_title=_("The application for a training voucher was withdrawn"),
        icon="cross",
        quiet=True,
    )
