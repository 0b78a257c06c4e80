"""URLs of the worklist, the case and the client's own space."""

from django.urls import path

from advisors.views import actions, case, own_space, walk_ins, worklist

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
    path("inloop/", walk_ins.walk_ins, name="walk-ins"),
    path("inloop/<slug:slug>/", walk_ins.walk_in_day_page, name="walk-in-day"),
    path("inloop/<slug:slug>/<int:pk>/", walk_ins.walk_in_move, name="walk-in-move"),
    path("inloop/<slug:slug>/<int:pk>/zaak/", walk_ins.walk_in_case, name="walk-in-case"),
    path("mijn/", own_space.my_space, name="my-space"),
    path("mijn/koppelen/", own_space.attach, name="attach"),
    path("mijn/zaken/<str:reference>/", own_space.my_case, name="my-case"),
    path("mijn/zaken/<str:reference>/intrekken/", own_space.withdraw, name="withdraw"),
]
