from django.urls import path

from panel import addresses  # noqa: F401 – the converter of codes

from . import views

app_name = "meetings"
urlpatterns = [
    path("panels/<code:code>/meetings/", views.meetings, name="list"),
    path("panels/<code:code>/meetings/<int:number>/", views.meeting, name="detail"),
    path(
        "panels/<code:code>/meetings/<int:number>/invitation.ics",
        views.invitation,
        name="invitation",
    ),
    path(
        "panels/<code:code>/meetings/<int:meeting_number>/papers/<int:paper>/<int:version>/",
        views.paper,
        name="paper",
    ),
    path(
        "panels/<code:code>/meetings/<int:meeting_number>/<slug:kind>/<int:number>/",
        views.revision,
        name="revision",
    ),
    path(
        "panels/<code:code>/meetings/<int:meeting_number>/<slug:kind>/<int:number>.<str:ending>",
        views.revision_file,
        name="file",
    ),
]
