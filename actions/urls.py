from django.urls import path

from panel import addresses  # noqa: F401 – the converter of codes

from . import views

app_name = "actions"
urlpatterns = [
    path("actions/", views.register, name="register"),
    path("panels/<code:code>/actions/", views.register, name="panel_register"),
    path("panels/<code:code>/actions/<int:serial>/", views.action, name="detail"),
]
