"""Addresses of the training voucher: public, of a case, of the applicant's own space, and of staff."""

from django.urls import path

from vouchers import views

app_name = "vouchers"

CASE = "zaken/<str:reference>/scholingscheque/"
MINE = "mijn/zaken/<str:reference>/scholingscheque/"
ONE = "scholingscheques/<str:reference>/"
MY_ONE = "mijn/scholingscheques/<str:reference>/"

urlpatterns = [
    path("scholingscheque/", views.check, name="check"),
    path("scholingscheques/", views.application_list, name="list"),
    path(CASE, views.apply, {"mine": False}, name="apply"),
    path(MINE, views.apply, {"mine": True}, name="apply-mine"),
    path(f"{CASE}controleren/", views.check_answers, {"mine": False}, name="check-answers"),
    path(f"{MINE}controleren/", views.check_answers, {"mine": True}, name="check-answers-mine"),
    path(f"{CASE}<slug:step>/", views.apply_step, {"mine": False}, name="apply-step"),
    path(f"{MINE}<slug:step>/", views.apply_step, {"mine": True}, name="apply-step-mine"),
    path(ONE, views.detail, name="detail"),
    path(MY_ONE, views.my_detail, name="my-detail"),
    path(f"{ONE}verstuurd/", views.sent, {"mine": False}, name="sent"),
    path(f"{MY_ONE}verstuurd/", views.sent, {"mine": True}, name="sent-mine"),
    path(f"{ONE}intrekken/", views.withdraw, {"mine": False}, name="withdraw"),
    path(f"{MY_ONE}intrekken/", views.withdraw, {"mine": True}, name="withdraw-mine"),
    path(f"{ONE}berekening/<slug:step>/", views.live, name="preview"),
    path(f"{ONE}brief/", views.letter, name="letter"),
    path(f"{ONE}advies/", views.advise, name="advise"),
    path(f"{ONE}voorbereiden/", views.prepare, name="prepare"),
    path(f"{ONE}besluit/", views.decide, name="decide"),
    path(f"{ONE}start/", views.start, name="start"),
    path(f"{ONE}factuur/", views.invoice, name="invoice"),
    path(f"{ONE}betalen/", views.pay, name="pay"),
    path(f"{ONE}vaststellen/", views.settle, name="settle"),
]
