import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import meetings.minutes.document
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("panel", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        editable=False,
                        help_text="Permanent within the panel; part of the meeting's address.",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="As printed, where there was one.", max_length=300
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "date_words",
                    models.CharField(
                        blank=True,
                        help_text="Where no day is known: March 2012.",
                        max_length=80,
                        verbose_name="date in words",
                    ),
                ),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="until")),
                ("venue", models.CharField(blank=True, max_length=300)),
                (
                    "joining_details",
                    models.TextField(
                        blank=True,
                        help_text="Links and dial-in codes; only members and those invited see them.",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("action_note_sent_on", models.DateField(blank=True, null=True)),
                (
                    "cleared_on",
                    models.DateField(blank=True, null=True, verbose_name="cleared by the chair"),
                ),
                (
                    "agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="minutes agreed"),
                ),
                (
                    "agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("correspondence", "by correspondence"),
                            ("meeting", "at a meeting"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "published_on",
                    models.DateField(
                        editable=False,
                        help_text="The day minutes first went out, while they stand; kept by the database.",
                        null=True,
                        verbose_name="minutes published",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="panel.panel",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "panel",
                    models.OrderBy(models.F("held_on"), descending=True, nulls_first=True),
                    "-starts_at",
                    "-pk",
                ],
                "indexes": [models.Index(fields=["panel", "held_on"], name="meeting_by_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("panel", "number"), name="meeting_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on__isnull", False),
                            models.Q(("date_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meeting_has_a_date_or_words",
                        violation_error_message="Give the date, or say in words when it will be.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("starts_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="meeting_ends_after_start",
                        violation_error_message="A meeting ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_how", ""), ("agreed_on", None)),
                            models.Q(
                                ("agreed_on__isnull", False),
                                models.Q(("agreed_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_agreed_when_and_how",
                        violation_error_message="Say both when and how the minutes were agreed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(editable=False)),
                (
                    "number",
                    models.CharField(blank=True, help_text="As printed: 7i.", max_length=20),
                ),
                ("title", models.CharField(max_length=500)),
                ("presenters", models.CharField(blank=True, max_length=300)),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        help_text="Why the public does not read the item; empty if it does.",
                        max_length=200,
                        verbose_name="reserved because",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "position"),
                        name="agenda_item_position_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(editable=False)),
                ("honorific", models.CharField(blank=True, max_length=40)),
                (
                    "name",
                    models.CharField(help_text="As printed, without honorific.", max_length=200),
                ),
                (
                    "organisation_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="organisation as printed"
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Where no organisation: practising barrister.",
                        max_length=200,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="The heading the name stood under: Officials.",
                        max_length=200,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chair", "Chair"),
                            ("deputy chair", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("minute taker", "Minute taker"),
                            ("deputy", "Deputy"),
                            ("member", "Member"),
                            ("official", "Official"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("present", "Present"),
                            ("apologies", "Apologies"),
                            ("absent", "Absent"),
                        ],
                        default=meetings.minutes.document.Presence["EXPECTED"],
                        max_length=10,
                    ),
                ),
                ("deputy_for", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        help_text="Why the public does not read the name; empty if it does.",
                        max_length=200,
                        verbose_name="withheld because",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="panel.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="panel.person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "attendance",
                "ordering": ["meeting", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "position"),
                        name="attendance_position_once",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "person"),
                        name="attendance_person_once",
                        violation_error_message="This person is already listed at the meeting.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField(editable=False)),
                ("honorific", models.CharField(blank=True, max_length=40)),
                (
                    "name",
                    models.CharField(help_text="As printed, without honorific.", max_length=200),
                ),
                (
                    "organisation_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="organisation as printed"
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Where no organisation: practising barrister.",
                        max_length=200,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="The heading the name stood under: Officials.",
                        max_length=200,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chair", "Chair"),
                            ("deputy chair", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("minute taker", "Minute taker"),
                            ("deputy", "Deputy"),
                            ("member", "Member"),
                            ("official", "Official"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("present", "Present"),
                            ("apologies", "Apologies"),
                            ("absent", "Absent"),
                        ],
                        default=meetings.minutes.document.Presence["EXPECTED"],
                        max_length=10,
                    ),
                ),
                ("deputy_for", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        help_text="Why the public does not read the name; empty if it does.",
                        max_length=200,
                        verbose_name="withheld because",
                    ),
                ),
                (
                    "organisation",
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="panel.person",
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
                        to="meetings.attendance",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(editable=False)),
                (
                    "is_after",
                    models.BooleanField(default=False, verbose_name="after the last item"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paragraph", "Paragraph"),
                            ("bullet", "Bullet"),
                            ("heading", "sub-heading"),
                            ("quotation", "Quotation"),
                            ("action", "action raised"),
                            ("review", "action reviewed"),
                        ],
                        default="paragraph",
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="One paragraph; *emphasis* and [links](…)."
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField(default=0)),
                (
                    "is_advice",
                    models.BooleanField(default=False, verbose_name="the panel's advice"),
                ),
                (
                    "is_for_later",
                    models.BooleanField(default=False, verbose_name="for a later meeting"),
                ),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        help_text="Why the public does not read this; empty if it does.",
                        max_length=200,
                        verbose_name="withheld because",
                    ),
                ),
                (
                    "is_reserved",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="The public does not read this, for whatever reason; kept by the database.",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="narrative",
                        to="meetings.entry",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["meeting", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("meeting", "position"),
                        name="entry_position_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item", None), ("is_after", False), _connector="OR"),
                        name="entry_after_has_no_item",
                        violation_error_message="What stands after the last item has no item.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["action", "review"]), ("parent", None), ("text", "")
                            ),
                            models.Q(
                                models.Q(("kind__in", ["action", "review"]), _negated=True),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="entry_point_has_text",
                        violation_error_message="A point needs its text, and only a point has one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "[\\n\\r]"), _negated=True),
                        name="entry_text_one_line",
                        violation_error_message="Write one paragraph, without line breaks.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField(editable=False)),
                (
                    "is_after",
                    models.BooleanField(default=False, verbose_name="after the last item"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paragraph", "Paragraph"),
                            ("bullet", "Bullet"),
                            ("heading", "sub-heading"),
                            ("quotation", "Quotation"),
                            ("action", "action raised"),
                            ("review", "action reviewed"),
                        ],
                        default="paragraph",
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="One paragraph; *emphasis* and [links](…)."
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField(default=0)),
                (
                    "is_advice",
                    models.BooleanField(default=False, verbose_name="the panel's advice"),
                ),
                (
                    "is_for_later",
                    models.BooleanField(default=False, verbose_name="for a later meeting"),
                ),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        help_text="Why the public does not read this; empty if it does.",
                        max_length=200,
                        verbose_name="withheld because",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.entry",
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
                        to="meetings.entry",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "number",
                    models.PositiveIntegerField(
                        editable=False,
                        help_text="Permanent within the panel; part of the meeting's address.",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="As printed, where there was one.", max_length=300
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "date_words",
                    models.CharField(
                        blank=True,
                        help_text="Where no day is known: March 2012.",
                        max_length=80,
                        verbose_name="date in words",
                    ),
                ),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="until")),
                ("venue", models.CharField(blank=True, max_length=300)),
                (
                    "joining_details",
                    models.TextField(
                        blank=True,
                        help_text="Links and dial-in codes; only members and those invited see them.",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("action_note_sent_on", models.DateField(blank=True, null=True)),
                (
                    "cleared_on",
                    models.DateField(blank=True, null=True, verbose_name="cleared by the chair"),
                ),
                (
                    "agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="minutes agreed"),
                ),
                (
                    "agreed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("correspondence", "by correspondence"),
                            ("meeting", "at a meeting"),
                        ],
                        max_length=20,
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
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agenda", "agenda"),
                            ("draft", "draft minutes"),
                            ("minutes", "minutes"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "audience",
                    models.CharField(
                        choices=[("members", "members"), ("public", "the public")], max_length=10
                    ),
                ),
                ("document", models.JSONField()),
                ("issued_on", models.DateField(help_text="When it was circulated or published.")),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "published_where",
                    models.CharField(
                        blank=True,
                        help_text="The address, where it was published elsewhere.",
                        max_length=500,
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it replaces the one before."),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "kind", "-number", "audience"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "kind", "number", "audience"),
                        name="revision_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audience", "public"), ("kind", "draft"), _negated=True
                        ),
                        name="revision_draft_for_members",
                        violation_error_message="A draft is for members only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "minutes"), ("number__gt", 1), ("reason", ""), _negated=True
                        ),
                        name="revision_correction_has_reason",
                        violation_error_message="Say why the published minutes are corrected.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agenda", "agenda"),
                            ("draft", "draft minutes"),
                            ("minutes", "minutes"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "audience",
                    models.CharField(
                        choices=[("members", "members"), ("public", "the public")], max_length=10
                    ),
                ),
                ("issued_on", models.DateField(help_text="When it was circulated or published.")),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "published_where",
                    models.CharField(
                        blank=True,
                        help_text="The address, where it was published elsewhere.",
                        max_length=500,
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it replaces the one before."),
                ),
                (
                    "frozen_by",
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
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
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
                        to="meetings.revision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                (
                    "checksum",
                    models.CharField(help_text="SHA-256, hexadecimal.", max_length=64, unique=True),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="The doubt; empty if the passage was not read.",
                        max_length=300,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="meetings.source",
                    ),
                ),
            ],
            options={
                "ordering": ["source", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "position"), name="passage_position_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PassageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="The doubt; empty if the passage was not read.",
                        max_length=300,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                        to="meetings.passage",
                    ),
                ),
                (
                    "settled_by",
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
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=255)),
                ("checksum", models.CharField(help_text="SHA-256, hexadecimal.", max_length=64)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
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
                        to="meetings.source",
                    ),
                ),
                (
                    "received_by",
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
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField()),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="meetings.revision",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-withdrawn_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="withdrawal_has_reason",
                        violation_error_message="Say why it is withdrawn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("withdrawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField()),
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
                        to="meetings.withdrawal",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.revision",
                    ),
                ),
                (
                    "withdrawn_by",
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
            name="AgendaItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField(editable=False)),
                (
                    "number",
                    models.CharField(blank=True, help_text="As printed: 7i.", max_length=20),
                ),
                ("title", models.CharField(max_length=500)),
                ("presenters", models.CharField(blank=True, max_length=300)),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        help_text="Why the public does not read the item; empty if it does.",
                        max_length=200,
                        verbose_name="reserved because",
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
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="meeting_stays_with_its_panel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."panel_id" IS DISTINCT FROM (NEW."panel_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3798f2b41e420e1b2e3eb33dfd3c5e6424ddd027",
                    operation="UPDATE",
                    pgid="pgtrigger_meeting_stays_with_its_panel_ed7b0",
                    table="meetings_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("action_note_sent_on", "agreed_how", "agreed_on", "cancelled_at", "cleared_on", "date_words", "ends_at", "held_on", "id", "joining_details", "number", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "title", "venue") VALUES (NEW."action_note_sent_on", NEW."agreed_how", NEW."agreed_on", NEW."cancelled_at", NEW."cleared_on", NEW."date_words", NEW."ends_at", NEW."held_on", NEW."id", NEW."joining_details", NEW."number", NEW."panel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."title", NEW."venue"); RETURN NULL;',
                    hash="6b262612df33a5075f3ccf543458395d1e32c4e7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61d9e",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."action_note_sent_on" IS DISTINCT FROM (NEW."action_note_sent_on") OR OLD."agreed_how" IS DISTINCT FROM (NEW."agreed_how") OR OLD."agreed_on" IS DISTINCT FROM (NEW."agreed_on") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cleared_on" IS DISTINCT FROM (NEW."cleared_on") OR OLD."date_words" IS DISTINCT FROM (NEW."date_words") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."joining_details" IS DISTINCT FROM (NEW."joining_details") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."venue" IS DISTINCT FROM (NEW."venue"))',
                    func='INSERT INTO "meetings_meetingevent" ("action_note_sent_on", "agreed_how", "agreed_on", "cancelled_at", "cleared_on", "date_words", "ends_at", "held_on", "id", "joining_details", "number", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "title", "venue") VALUES (NEW."action_note_sent_on", NEW."agreed_how", NEW."agreed_on", NEW."cancelled_at", NEW."cleared_on", NEW."date_words", NEW."ends_at", NEW."held_on", NEW."id", NEW."joining_details", NEW."number", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."title", NEW."venue"); RETURN NULL;',
                    hash="d4300f9043cb6e7bd70842aced52b2af6f7f19f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_495b8",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("action_note_sent_on", "agreed_how", "agreed_on", "cancelled_at", "cleared_on", "date_words", "ends_at", "held_on", "id", "joining_details", "number", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "title", "venue") VALUES (OLD."action_note_sent_on", OLD."agreed_how", OLD."agreed_on", OLD."cancelled_at", OLD."cleared_on", OLD."date_words", OLD."ends_at", OLD."held_on", OLD."id", OLD."joining_details", OLD."number", OLD."panel_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."title", OLD."venue"); RETURN NULL;',
                    hash="2c5d7d36cd3a64a2eda9b700303dd09dd1bafeb5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bf26",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_stays_at_its_meeting",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2d02bbe723caf588fbb184d922ec9ad318d0a3ac",
                    operation="UPDATE",
                    pgid="pgtrigger_entry_stays_at_its_meeting_7a26a",
                    table="meetings_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_stays_what_it_holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"kind\" IS DISTINCT FROM (NEW.\"kind\") AND (OLD.\"kind\" IN ('action', 'review') OR NEW.\"kind\" IN ('action', 'review')))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="97c52b2f43e05454e18e4a94b6f183b683164589",
                    operation="UPDATE",
                    pgid="pgtrigger_entry_stays_what_it_holds_4aaf5",
                    table="meetings_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_stands_in_its_meeting",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM meetings_agendaitem item\n                               WHERE item.id = NEW.item_id\n                                 AND item.meeting_id <> NEW.meeting_id)\n                    OR EXISTS (SELECT 1 FROM meetings_entry parent\n                               WHERE parent.id = NEW.parent_id\n                                 AND (parent.meeting_id <> NEW.meeting_id\n                                      OR parent.kind <> 'review')) THEN\n                        RAISE EXCEPTION 'an entry stands under what its meeting holds'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                    ",
                    hash="43d54e0c9e34c8669435ae1888bbd57491f92261",
                    operation='INSERT OR UPDATE OF "item_id", "parent_id"',
                    pgid="pgtrigger_entry_stands_in_its_meeting_a0208",
                    table="meetings_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_entryevent" ("depth", "id", "is_advice", "is_after", "is_for_later", "item_id", "kind", "meeting_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "withheld") VALUES (NEW."depth", NEW."id", NEW."is_advice", NEW."is_after", NEW."is_for_later", NEW."item_id", NEW."kind", NEW."meeting_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."withheld"); RETURN NULL;',
                    hash="cc279ccfeaf3d0c2f96df7cdcd64deccf0f05ca1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7d9dc",
                    table="meetings_entry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."depth" IS DISTINCT FROM (NEW."depth") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_advice" IS DISTINCT FROM (NEW."is_advice") OR OLD."is_after" IS DISTINCT FROM (NEW."is_after") OR OLD."is_for_later" IS DISTINCT FROM (NEW."is_for_later") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."withheld" IS DISTINCT FROM (NEW."withheld"))',
                    func='INSERT INTO "meetings_entryevent" ("depth", "id", "is_advice", "is_after", "is_for_later", "item_id", "kind", "meeting_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "withheld") VALUES (NEW."depth", NEW."id", NEW."is_advice", NEW."is_after", NEW."is_for_later", NEW."item_id", NEW."kind", NEW."meeting_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."withheld"); RETURN NULL;',
                    hash="5e81a5cd7996b5c5f1f8b528a737c9069100cd02",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_773ce",
                    table="meetings_entry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_entryevent" ("depth", "id", "is_advice", "is_after", "is_for_later", "item_id", "kind", "meeting_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "withheld") VALUES (OLD."depth", OLD."id", OLD."is_advice", OLD."is_after", OLD."is_for_later", OLD."item_id", OLD."kind", OLD."meeting_id", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text", OLD."withheld"); RETURN NULL;',
                    hash="a67c08f2c87fad039fb1cb8e46ba5c783a46f1ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_767f1",
                    table="meetings_entry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_attendanceevent" ("deputy_for", "description", "heading", "honorific", "id", "meeting_id", "name", "note", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presence", "role", "withheld") VALUES (NEW."deputy_for", NEW."description", NEW."heading", NEW."honorific", NEW."id", NEW."meeting_id", NEW."name", NEW."note", NEW."organisation_id", NEW."organisation_name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."presence", NEW."role", NEW."withheld"); RETURN NULL;',
                    hash="79ecae329341e57a65d1e82671e09d0c685b9564",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f595f",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_attendanceevent" ("deputy_for", "description", "heading", "honorific", "id", "meeting_id", "name", "note", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presence", "role", "withheld") VALUES (NEW."deputy_for", NEW."description", NEW."heading", NEW."honorific", NEW."id", NEW."meeting_id", NEW."name", NEW."note", NEW."organisation_id", NEW."organisation_name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."presence", NEW."role", NEW."withheld"); RETURN NULL;',
                    hash="4d28ad2864e15e3917ccaea8c38243f285fe7dda",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_870cb",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_attendanceevent" ("deputy_for", "description", "heading", "honorific", "id", "meeting_id", "name", "note", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presence", "role", "withheld") VALUES (OLD."deputy_for", OLD."description", OLD."heading", OLD."honorific", OLD."id", OLD."meeting_id", OLD."name", OLD."note", OLD."organisation_id", OLD."organisation_name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."presence", OLD."role", OLD."withheld"); RETURN NULL;',
                    hash="4838f34e29d6d1be7f9045badec6ef70b04126f4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_774f3",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="agenda_item_stays_at_its_meeting",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ac11b327f143254af0c9fa4de4be8502697277c6",
                    operation="UPDATE",
                    pgid="pgtrigger_agenda_item_stays_at_its_meeting_dfcfe",
                    table="meetings_agendaitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenters", "title", "withheld") VALUES (NEW."id", NEW."meeting_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."presenters", NEW."title", NEW."withheld"); RETURN NULL;',
                    hash="782f2967a23d3084e9c7e99d0862fdea055461f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f98e2",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenters", "title", "withheld") VALUES (NEW."id", NEW."meeting_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."presenters", NEW."title", NEW."withheld"); RETURN NULL;',
                    hash="36831e26e96f27a520e7a171ef507b90687027dc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca6ee",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenters", "title", "withheld") VALUES (OLD."id", OLD."meeting_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."presenters", OLD."title", OLD."withheld"); RETURN NULL;',
                    hash="5d76f85b9ce64a8076a30aff1c3fc8759924a750",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2c12a",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fc32fa49c75433fed89de05e2764abbf27803a92",
                    operation="UPDATE",
                    pgid="pgtrigger_revision_is_frozen_4195a",
                    table="meetings_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="7ac5f290cc52d3932bc01ad976a8a8448b2c5894",
                    operation="DELETE",
                    pgid="pgtrigger_revision_is_kept_b5d8d",
                    table="meetings_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_revisionevent" ("audience", "frozen_at", "frozen_by_id", "id", "issued_on", "kind", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_where", "reason") VALUES (NEW."audience", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."issued_on", NEW."kind", NEW."meeting_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_where", NEW."reason"); RETURN NULL;',
                    hash="8e7839a648a969e4876e48900b0a2bf057bfd869",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b3d9",
                    table="meetings_revision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."frozen_by_id" IS DISTINCT FROM (NEW."frozen_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."published_where" IS DISTINCT FROM (NEW."published_where") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))',
                    func='INSERT INTO "meetings_revisionevent" ("audience", "frozen_at", "frozen_by_id", "id", "issued_on", "kind", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_where", "reason") VALUES (NEW."audience", NEW."frozen_at", NEW."frozen_by_id", NEW."id", NEW."issued_on", NEW."kind", NEW."meeting_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_where", NEW."reason"); RETURN NULL;',
                    hash="ef1b522c7131330829ea604774a66c4545cd98ad",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fc43e",
                    table="meetings_revision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_revisionevent" ("audience", "frozen_at", "frozen_by_id", "id", "issued_on", "kind", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_where", "reason") VALUES (OLD."audience", OLD."frozen_at", OLD."frozen_by_id", OLD."id", OLD."issued_on", OLD."kind", OLD."meeting_id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_where", OLD."reason"); RETURN NULL;',
                    hash="cd6ed4dd7d04c84ad93d42fba6457dc63319478e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38e5e",
                    table="meetings_revision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_sourceevent" ("checksum", "id", "meeting_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id") VALUES (NEW."checksum", NEW."id", NEW."meeting_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_at", NEW."received_by_id"); RETURN NULL;',
                    hash="04f2cf66880b9898fb9859b570059fd5307cd77c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eee61",
                    table="meetings_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."checksum" IS DISTINCT FROM (NEW."checksum") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."received_by_id" IS DISTINCT FROM (NEW."received_by_id"))',
                    func='INSERT INTO "meetings_sourceevent" ("checksum", "id", "meeting_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id") VALUES (NEW."checksum", NEW."id", NEW."meeting_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_at", NEW."received_by_id"); RETURN NULL;',
                    hash="b0c506889bc4b8819f667a7428615b1be4685867",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7b1a4",
                    table="meetings_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_sourceevent" ("checksum", "id", "meeting_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id") VALUES (OLD."checksum", OLD."id", OLD."meeting_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_at", OLD."received_by_id"); RETURN NULL;',
                    hash="d47c2a97068883500c2e1bd84bb53ffefe08987f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_49e36",
                    table="meetings_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_passageevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "settled_at", "settled_by_id", "source_id", "text", "why") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."settled_at", NEW."settled_by_id", NEW."source_id", NEW."text", NEW."why"); RETURN NULL;',
                    hash="e8101a8a4429406469f31d70252a7ddff1e584fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e89e7",
                    table="meetings_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_passageevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "settled_at", "settled_by_id", "source_id", "text", "why") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."settled_at", NEW."settled_by_id", NEW."source_id", NEW."text", NEW."why"); RETURN NULL;',
                    hash="160f135052fd7b22546ce8b1cc7f1c3e7e8d3a09",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0992b",
                    table="meetings_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_passageevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "settled_at", "settled_by_id", "source_id", "text", "why") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."settled_at", OLD."settled_by_id", OLD."source_id", OLD."text", OLD."why"); RETURN NULL;',
                    hash="69a842c130fa3a2a8bdef29c04f9f6ced0b24fdd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_71a25",
                    table="meetings_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawal_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="63aa54423611d7f8ebc91b4fc58be7c9201eaa3e",
                    operation="UPDATE",
                    pgid="pgtrigger_withdrawal_is_frozen_d3194",
                    table="meetings_withdrawal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawal_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6fd24af0df556db5cff0863d033c96037971f09c",
                    operation="DELETE",
                    pgid="pgtrigger_withdrawal_is_kept_af21d",
                    table="meetings_withdrawal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_withdrawalevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."revision_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="e0a5b3fca874de0b304244955bea07603a16499d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_239dc",
                    table="meetings_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_withdrawalevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."revision_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="bb6aa0541380155983990ab0f63fc1ee9f8e5597",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35b76",
                    table="meetings_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_withdrawalevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision_id", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."revision_id", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="e037419e016d599d5535cdebbca78c28580427d7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fcd2a",
                    table="meetings_withdrawal",
                    when="AFTER",
                ),
            ),
        ),
    ]
