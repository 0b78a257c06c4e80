"""Pages that only exist with DEMO=1: log in as somebody, and read the mail."""

from django.urls import path

from werkcentrum.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.people, name="people"),
    path("login/", views.log_in, name="login"),
    path("mail/", views.mail, name="mail"),
    path("mail/<uuid:pk>/", views.message, name="message"),
    path("mail/<uuid:pk>/html/", views.message_html, name="message-html"),
]
