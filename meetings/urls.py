from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("panels/<str:code>/meetings/", views.meetings, name="list"),
    path("panels/<str:code>/meetings/<int:number>/", views.meeting, name="detail"),
    path(
        "panels/<str:code>/meetings/<int:meeting_number>/<str:kind>/<int:number>/",
        views.revision,
        name="revision",
    ),
]
