from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from . import addresses, views  # noqa: F401 – the converter of codes
from .forms import SignInForm

panel_urls = [
    path("", views.home, name="home"),
    path("panels/<code:code>/", views.panel, name="panel"),
    path("people/<int:pk>/", views.person, name="person"),
]

urlpatterns = [
    path("", include((panel_urls, "panel"))),
    path("", include("meetings.urls")),
    path("", include("actions.urls")),
    path("api/", include("panel.api_urls")),
    path("admin/", admin.site.urls),
    path(
        "sign-in/",
        LoginView.as_view(template_name="panel/sign_in.html", authentication_form=SignInForm),
        name="sign_in",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
]

handler500 = "panel.problems.server_error"
