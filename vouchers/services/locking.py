"""Reading an application in order to change it."""

from vouchers.models import VoucherApplication


def locked_application(application_id: int) -> VoucherApplication:
    """The application, locked until the transaction ends. Few joins: what is rarely read is fetched when it is."""
    return (
        VoucherApplication.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__client", "scheme_version__scheme", "occupation")
        .get(pk=application_id)
    )
