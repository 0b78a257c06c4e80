"""URLs of referrals."""

from django.urls import path

from referrals.views import answering, clients, inbox, reading, sending

app_name = "referrals"

urlpatterns = [
    path("zaken/<str:reference>/doorverwijzen/", sending.create, name="create"),
    path("doorverwijzingen/", inbox.inbox, name="inbox"),
    path("doorverwijzingen/<uuid:number>/", reading.detail, name="detail"),
    path("doorverwijzingen/<uuid:number>/versturen/", sending.confirm, name="confirm"),
    path("doorverwijzingen/<uuid:number>/intrekken/", sending.withdraw, name="withdraw"),
    path("doorverwijzingen/<uuid:number>/overnemen/", answering.accept, name="accept"),
    path("doorverwijzingen/<uuid:number>/past-niet/", answering.decline, name="decline"),
    path("doorverwijzingen/<uuid:number>/eerste-contact/", answering.start, name="start"),
    path("doorverwijzingen/<uuid:number>/afronden/", answering.complete, name="complete"),
    path("doorverwijzingen/<uuid:number>/teruggeven/", answering.hand_back, name="return"),
    path("mijn/doorverwijzingen/<uuid:number>/", clients.consent, name="consent"),
    path("mijn/doorverwijzingen/<uuid:number>/stoppen/", clients.stop, name="stop"),
]
