from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PanelConfig(AppConfig):
    name = "panel"
    verbose_name = "Panels and people"


class SecretariatConfig(AdminConfig):
    default_site = "panel.admin_site.SecretariatSite"
