"""URLs of the worklist, the case and the client's own space."""

from django.urls import path

from advisors.views import actions, case, own_space, worklist

app_name = "advisors"

urlpatterns = [
    path("werkvoorraad/", worklist.worklist_page, name="worklist"),
    path("werkvoorraad/bestand/", worklist.worklist_csv, name="worklist-csv"),
    path("zaken/<str:reference>/", case.case_page, name="case"),
    path("zaken/<str:reference>/oppakken/", actions.claim, name="claim"),
    path("zaken/<str:reference>/contact/", actions.contact, name="contact"),
    path("zaken/<str:reference>/volgende-stap/", actions.next_step, name="next-step"),
    path("zaken/<str:reference>/overdragen/", actions.assign, name="assign"),
    path("zaken/<str:reference>/teruggeven/", actions.release, name="release"),
    path("zaken/<str:reference>/afsluiten/", actions.close, name="close"),
    path("zaken/<str:reference>/heropenen/", actions.reopen, name="reopen"),
    path("zaken/<str:reference>/klant/", actions.client, name="client"),
    path("mijn/", own_space.my_space, name="my-space"),
    path("mijn/koppelen/", own_space.attach, name="attach"),
    path("mijn/zaken/<str:reference>/", own_space.my_case, name="my-case"),
    path("mijn/zaken/<str:reference>/intrekken/", own_space.withdraw, name="withdraw"),
]
