"""The database's planner, told how large tables have grown.

Tables that grow from nothing are planned for as empty until autovacuum comes round, which it
does not do within a transaction; what is planned so takes hours on a large archive.
"""

from django.apps import apps
from django.db import connection

APPS = ("panel", "meetings", "actions")


def plan_anew() -> None:
    """Count the rows of all tables of the project, and forget the plans made before."""
    tables = [
        connection.ops.quote_name(model._meta.db_table)
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_obj")
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")
