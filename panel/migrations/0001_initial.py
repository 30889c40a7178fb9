import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import panel.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="Without honorific.", max_length=200)),
                ("honorific", models.CharField(blank=True, max_length=40)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=panel.text.Folded("name"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        help_text="The person that this one is the same as.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="panel.person",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["sort_name", "id"],
                "indexes": [models.Index(fields=["sort_name"], name="person_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("same_as", models.F("id")), _negated=True),
                        name="person_not_itself",
                        violation_error_message="A person cannot be merged into themselves.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactDetail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("telephone", "telephone"),
                            ("address", "postal address"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=300)),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="The person agreed that the panel's members see this.",
                        verbose_name="shared with members",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_details",
                        to="panel.person",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "medium", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "medium", "value"),
                        name="contact_detail_once",
                        violation_error_message="This contact detail is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(help_text="Without honorific.", max_length=200)),
                ("honorific", models.CharField(blank=True, max_length=40)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.person",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The person that this one is the same as.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.person",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactDetailEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("telephone", "telephone"),
                            ("address", "postal address"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=300)),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False,
                        help_text="The person agreed that the panel's members see this.",
                        verbose_name="shared with members",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.contactdetail",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "abbreviations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation that this one is the same as.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="panel.organisation",
                    ),
                ),
            ],
            options={
                "ordering": [panel.text.Folded("name"), "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("same_as", models.F("id")), _negated=True),
                        name="organisation_not_itself",
                        violation_error_message="An organisation cannot be merged into itself.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "abbreviations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.organisation",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The organisation that this one is the same as.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Panel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Short: CJ.",
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*$",
                                "A code is capital letters and digits, beginning with a letter.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="As printed in minutes, one after the other, separated by commas.",
                        size=None,
                    ),
                ),
                ("remit", models.TextField(blank=True)),
                (
                    "target_days",
                    models.PositiveSmallIntegerField(
                        default=21,
                        help_text="Days from a meeting to its published minutes that the panel aims at.",
                        verbose_name="days to publish in",
                    ),
                ),
                ("last_meeting", models.PositiveIntegerField(default=0, editable=False)),
                ("last_action", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "ordering": [panel.text.Folded("name"), "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z][A-Z0-9]*$")),
                        name="panel_code_shape",
                        violation_error_message="A code is capital letters and digits, beginning with a letter.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        help_text="Short: CJ.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*$",
                                "A code is capital letters and digits, beginning with a letter.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="As printed in minutes, one after the other, separated by commas.",
                        size=None,
                    ),
                ),
                ("remit", models.TextField(blank=True)),
                (
                    "target_days",
                    models.PositiveSmallIntegerField(
                        default=21,
                        help_text="Days from a meeting to its published minutes that the panel aims at.",
                        verbose_name="days to publish in",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.panel",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelSecretary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secretaries",
                        to="panel.panel",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secretary_of",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "secretary's right",
                "verbose_name_plural": "secretaries' rights",
                "ordering": ["panel", "user__username"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "panel"),
                        name="panel_secretary_once",
                        violation_error_message="This account is already a secretary of the panel.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelSecretaryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "panel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.panel",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.panelsecretary",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy chair", "Deputy chair"),
                            ("member", "Member"),
                            ("official", "Official"),
                            ("secretary", "Secretary"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "representing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="panel.organisation",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="panel.panel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="panel.person",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "panel",
                    "person__sort_name",
                    models.OrderBy(models.F("started_on"), nulls_first=True),
                    "id",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__gte", models.F("started_on")),
                            ("ended_on", None),
                            ("started_on", None),
                            _connector="OR",
                        ),
                        name="membership_ends_after_start",
                        violation_error_message="A seat ends on or after the day it begins.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("panel"),
                                    models.F("panel"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("person"),
                                    models.F("person"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("started_on"),
                                    models.F("ended_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="membership_one_seat_at_a_time",
                        violation_error_message="This person already holds a seat on the panel in that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy chair", "Deputy chair"),
                            ("member", "Member"),
                            ("official", "Official"),
                            ("secretary", "Secretary"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="panel.membership",
                    ),
                ),
                (
                    "representing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.organisation",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.panel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_panelevent" ("code", "id", "name", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remit", "target_days") VALUES (NEW."code", NEW."id", NEW."name", NEW."other_names", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remit", NEW."target_days"); RETURN NULL;',
                    hash="695c2fa8c614661f1a35faf0e94f76a445e933ee",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60a13",
                    table="panel_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_names" IS DISTINCT FROM (NEW."other_names") OR OLD."remit" IS DISTINCT FROM (NEW."remit") OR OLD."target_days" IS DISTINCT FROM (NEW."target_days"))',
                    func='INSERT INTO "panel_panelevent" ("code", "id", "name", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remit", "target_days") VALUES (NEW."code", NEW."id", NEW."name", NEW."other_names", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remit", NEW."target_days"); RETURN NULL;',
                    hash="40ca69b656fcac53f9f1a31429648f336c4adf1a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ab36",
                    table="panel_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_panelevent" ("code", "id", "name", "other_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remit", "target_days") VALUES (OLD."code", OLD."id", OLD."name", OLD."other_names", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remit", OLD."target_days"); RETURN NULL;',
                    hash="21e71cbec385aba551385a6f6dcfb71084e038e4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9825e",
                    table="panel_panel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."username"); RETURN NULL;',
                    hash="5fd7d14f597dd83ff4fe44727577f14304c5290c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a0c10",
                    table="panel_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                    func='INSERT INTO "panel_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;',
                    hash="6df3cb6b0207a81cf3886ea10a191fe633f6db44",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf182",
                    table="panel_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."username"); RETURN NULL;',
                    hash="f0340cc834a12a70bf053ec2ac99454a939bccfb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_938f4",
                    table="panel_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="organisation_same_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."same_as_id" IS NOT NULL)',
                    func="\n            PERFORM pg_advisory_xact_lock('panel_organisation'::regclass::int, 0);\n            IF EXISTS (SELECT 1 FROM panel_organisation other\n                       WHERE (other.id = NEW.same_as_id AND other.same_as_id IS NOT NULL)\n                          OR other.same_as_id = NEW.id) THEN\n                RAISE EXCEPTION 'same_as does not chain' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="0d04eba516ec75941fc4b6a2a081929ecbd25b1f",
                    operation='INSERT OR UPDATE OF "same_as_id"',
                    pgid="pgtrigger_organisation_same_as_fdab1",
                    table="panel_organisation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_organisationevent" ("abbreviations", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as_id") VALUES (NEW."abbreviations", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."same_as_id"); RETURN NULL;',
                    hash="fe7c3af7582562137e7b4d85bb30cf760b13fe4c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a22e1",
                    table="panel_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_organisationevent" ("abbreviations", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as_id") VALUES (NEW."abbreviations", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."same_as_id"); RETURN NULL;',
                    hash="53ebc9a5c68958498a26b5c281af780ff9465cb4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_72048",
                    table="panel_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_organisationevent" ("abbreviations", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as_id") VALUES (OLD."abbreviations", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."same_as_id"); RETURN NULL;',
                    hash="2801dade313d5c628465af781e03c9db69b3b35c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_abe8f",
                    table="panel_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panelsecretary",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_panelsecretaryevent" ("id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."id", NEW."panel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="05e304deaa3df33692897d047acad51eb79cdf94",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cb217",
                    table="panel_panelsecretary",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panelsecretary",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_panelsecretaryevent" ("id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."id", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="3e1d2e4a1f4320d5fcf5c1bdcddc498a025d3c66",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88f53",
                    table="panel_panelsecretary",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="panelsecretary",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_panelsecretaryevent" ("id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."id", OLD."panel_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;',
                    hash="66223a569910d053df9cf3d381d7c114002c3c6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6ee59",
                    table="panel_panelsecretary",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="person_same_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."same_as_id" IS NOT NULL)',
                    func="\n            PERFORM pg_advisory_xact_lock('panel_person'::regclass::int, 0);\n            IF EXISTS (SELECT 1 FROM panel_person other\n                       WHERE (other.id = NEW.same_as_id AND other.same_as_id IS NOT NULL)\n                          OR other.same_as_id = NEW.id) THEN\n                RAISE EXCEPTION 'same_as does not chain' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="bdc52a404c0bee019267471531396025103f9978",
                    operation='INSERT OR UPDATE OF "same_as_id"',
                    pgid="pgtrigger_person_same_as_295ba",
                    table="panel_person",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_personevent" ("honorific", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as_id", "user_id") VALUES (NEW."honorific", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."same_as_id", NEW."user_id"); RETURN NULL;',
                    hash="6673567b59eaba73377842ca29bba3b014e594d1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3a82f",
                    table="panel_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."honorific" IS DISTINCT FROM (NEW."honorific") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."same_as_id" IS DISTINCT FROM (NEW."same_as_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "panel_personevent" ("honorific", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as_id", "user_id") VALUES (NEW."honorific", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."same_as_id", NEW."user_id"); RETURN NULL;',
                    hash="f0de1aa21a77663ddb6dcb22ddac75df06e0ce8b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_557fd",
                    table="panel_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_personevent" ("honorific", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as_id", "user_id") VALUES (OLD."honorific", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."same_as_id", OLD."user_id"); RETURN NULL;',
                    hash="7391aff25e352010f17f23db4e7ef126d255f693",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_97909",
                    table="panel_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_membershipevent" ("ended_on", "id", "panel_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "representing_id", "role", "started_on") VALUES (NEW."ended_on", NEW."id", NEW."panel_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."representing_id", NEW."role", NEW."started_on"); RETURN NULL;',
                    hash="94ae850e274753cbbabb88ca2630243397a10e2c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cfc2b",
                    table="panel_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_membershipevent" ("ended_on", "id", "panel_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "representing_id", "role", "started_on") VALUES (NEW."ended_on", NEW."id", NEW."panel_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."representing_id", NEW."role", NEW."started_on"); RETURN NULL;',
                    hash="5f686958727359e7847e8b6e5dfac798e58887fe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_954b7",
                    table="panel_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_membershipevent" ("ended_on", "id", "panel_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "representing_id", "role", "started_on") VALUES (OLD."ended_on", OLD."id", OLD."panel_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."representing_id", OLD."role", OLD."started_on"); RETURN NULL;',
                    hash="7ce0d494e37ced6715d401ce5deb49ea87840191",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7027c",
                    table="panel_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactdetail",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_contactdetailevent" ("id", "is_shared", "medium", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."id", NEW."is_shared", NEW."medium", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."value"); RETURN NULL;',
                    hash="bbd7d75d9bdd3fcfed4b3f3735401d76f860e344",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79d72",
                    table="panel_contactdetail",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactdetail",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "panel_contactdetailevent" ("id", "is_shared", "medium", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."id", NEW."is_shared", NEW."medium", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."value"); RETURN NULL;',
                    hash="5587d84d1af7c46394d27b3024807bf76016db29",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1dc17",
                    table="panel_contactdetail",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactdetail",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "panel_contactdetailevent" ("id", "is_shared", "medium", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (OLD."id", OLD."is_shared", OLD."medium", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."value"); RETURN NULL;',
                    hash="34c7e1672664da5513715439ca34d7112bb23917",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_34bcc",
                    table="panel_contactdetail",
                    when="AFTER",
                ),
            ),
        ),
    ]
