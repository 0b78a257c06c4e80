"""URLs of the figures."""

from django.urls import path

from reporting import views

app_name = "reporting"

urlpatterns = [
    path("cijfers/", views.dashboard, name="dashboard"),
    path("cijfers/cijfers.csv", views.download, name="download"),
]
