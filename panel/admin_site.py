"""The admin as the secretariat meets it."""

from django.contrib.admin import AdminSite

from .forms import AdminSignInForm


class SecretariatSite(AdminSite):
    site_header = "Panel secretariat"
    site_title = "Panel secretariat"
    index_title = "The record"
    login_form = AdminSignInForm
    # Lists need the width of a laptop's screen; the way back is the trail above them.
    enable_nav_sidebar = False

    def get_urls(self) -> list:
        """Without the address that leads from any row's identifier to its page, seen or not."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
