"""Texts and numbers that several services use."""

from django.utils.translation import gettext_noop

APPLICATION_REFERENCE = ("TF", "voucher_application_number")
VOUCHER_REFERENCE = ("SC", "voucher_number")

STEP_ADVISE = gettext_noop("Do the labour-market test for the training voucher")
STEP_WAIT_FOR_FUND = gettext_noop("Waiting for the decision of the fund")
STEP_TELL_DECISION = gettext_noop("Discuss the decision on the training voucher")
STEP_FOLLOW_TRAINING = gettext_noop("Ask how the training is going")

ON_BEHALF_OF = "het college van burgemeester en wethouders van Enschede (centrumgemeente)"
