"""Addresses of the front door: the home page and the form."""

from django.urls import path

from intake import views

app_name = "intake"

urlpatterns = [
    path("", views.home, name="home"),
    path("voor-inwoners/", views.for_residents, name="residents"),
    path("voor-werkgevers/", views.for_employers, name="employers"),
    path("vraag/", views.start, name="start"),
    path("vraag/opnieuw/", views.restart, name="restart"),
    path("vraag/later/", views.later, name="later"),
    path("vraag/wissen/", views.forget, name="forget"),
    path("vraag/controleren/", views.check, name="check"),
    path("vraag/ontvangen/<str:reference>/", views.done, name="done"),
    path("vraag/<slug:slug>/", views.step, name="step"),
]
