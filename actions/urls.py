from django.urls import path

from . import views

app_name = "actions"
urlpatterns = [
    path("actions/", views.register, name="register"),
    path("panels/<str:code>/actions/", views.register, name="panel_register"),
    path("panels/<str:code>/actions/<int:serial>/", views.action, name="detail"),
]
