import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_initial"),
        ("panel", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveIntegerField(editable=False)),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="As printed where it was raised.", max_length=20
                    ),
                ),
                ("text", models.TextField(verbose_name="wording")),
                (
                    "due",
                    models.CharField(blank=True, max_length=300, verbose_name="deadline as said"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="deadline")),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True)),
                ("lapsed_on", models.DateField(blank=True, editable=False, null=True)),
                ("lapse_reason", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_complete", "Not complete"),
                            ("partially_complete", "Partially complete"),
                            ("complete", "Complete"),
                            ("not_taken_forward", "Not taken forward"),
                            ("lapsed", "Lapsed"),
                        ],
                        default="not_complete",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "published_status",
                    models.CharField(
                        choices=[
                            ("not_complete", "Not complete"),
                            ("partially_complete", "Partially complete"),
                            ("complete", "Complete"),
                            ("not_taken_forward", "Not taken forward"),
                        ],
                        default="not_complete",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "was_published",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Minutes that went out to all held it; set by the database and never taken back.",
                    ),
                ),
                (
                    "due_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions_due",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action",
                        to="meetings.entry",
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="actions.action",
                    ),
                ),
                (
                    "lapsed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="panel.panel",
                    ),
                ),
                (
                    "repeat_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="actions.action",
                    ),
                ),
            ],
            options={
                "ordering": ["panel", "-serial"],
                "indexes": [
                    models.Index(fields=["panel", "status"], name="action_register"),
                    models.Index(
                        fields=["panel", "published_status"], name="action_public_register"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("panel", "serial"), name="action_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="action_has_wording",
                        violation_error_message="An action needs its wording.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repeat_of", None),
                            models.Q(("repeat_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="action_not_its_own_repeat",
                        violation_error_message="An action does not repeat itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_to", None),
                            models.Q(("joined_to", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="action_not_joined_to_itself",
                        violation_error_message="An action is not joined to itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lapse_reason", ""), ("lapsed_on", None)),
                            models.Q(
                                ("lapsed_on__isnull", False),
                                models.Q(("lapse_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_lapsed_when_and_why",
                        violation_error_message="Say both when and why an action lapses.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "[\\n\\r]"), _negated=True),
                        name="action_text_one_line",
                        violation_error_message="Write one paragraph, without line breaks.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("serial", models.PositiveIntegerField(editable=False)),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="As printed where it was raised.", max_length=20
                    ),
                ),
                ("text", models.TextField(verbose_name="wording")),
                (
                    "due",
                    models.CharField(blank=True, max_length=300, verbose_name="deadline as said"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="deadline")),
                ("withdrawn_on", models.DateField(blank=True, editable=False, null=True)),
                ("lapsed_on", models.DateField(blank=True, editable=False, null=True)),
                ("lapse_reason", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "due_meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "entry",
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
                    "joined_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "lapsed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="actions.action",
                    ),
                ),
                (
                    "repeat_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actions.action",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Owner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="as printed")),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        choices=[("secretariat", "the secretaries"), ("members", "the members")],
                        help_text="Empty for an office, as printed.",
                        max_length=20,
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="owners",
                        to="actions.action",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned",
                        to="panel.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned",
                        to="panel.person",
                    ),
                ),
            ],
            options={
                "ordering": ["action", "position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", None), ("person", None)),
                            models.Q(("body", ""), ("person", None)),
                            models.Q(("body", ""), ("organisation", None)),
                            _connector="OR",
                        ),
                        name="owner_is_one_thing",
                        violation_error_message="An owner is a person, an organisation or a body.",
                    ),
                    models.UniqueConstraint(
                        fields=("action", "name"),
                        name="owner_once",
                        violation_error_message="This owner is already named.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="as printed")),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        choices=[("secretariat", "the secretaries"), ("members", "the members")],
                        help_text="Empty for an office, as printed.",
                        max_length=20,
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actions.action",
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
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="actions.owner",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=20)),
                (
                    "series",
                    models.TextField(
                        blank=True,
                        help_text="Actions from the meeting of 4 October.",
                        verbose_name="series heading",
                    ),
                ),
                ("text", models.TextField(verbose_name="wording")),
                (
                    "owners",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "due",
                    models.CharField(blank=True, max_length=300, verbose_name="deadline as said"),
                ),
                ("status_phrase", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_complete", "Not complete"),
                            ("partially_complete", "Partially complete"),
                            ("complete", "Complete"),
                            ("not_taken_forward", "Not taken forward"),
                        ],
                        help_text="If one was stated.",
                        max_length=20,
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="actions.action",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="meetings.entry",
                    ),
                ),
            ],
            options={
                "ordering": ["entry__meeting", "entry__position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "[\\n\\r]"), _negated=True),
                        name="review_text_one_line",
                        violation_error_message="Write one paragraph, without line breaks.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                (
                    "series",
                    models.TextField(
                        blank=True,
                        help_text="Actions from the meeting of 4 October.",
                        verbose_name="series heading",
                    ),
                ),
                ("text", models.TextField(verbose_name="wording")),
                (
                    "owners",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "due",
                    models.CharField(blank=True, max_length=300, verbose_name="deadline as said"),
                ),
                ("status_phrase", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_complete", "Not complete"),
                            ("partially_complete", "Partially complete"),
                            ("complete", "Complete"),
                            ("not_taken_forward", "Not taken forward"),
                        ],
                        help_text="If one was stated.",
                        max_length=20,
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="actions.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="action_stays_with_its_panel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."panel_id" IS DISTINCT FROM (NEW."panel_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8971ce622edf7fd58b43c8d56945d1dafffe823d",
                    operation="UPDATE",
                    pgid="pgtrigger_action_stays_with_its_panel_96c14",
                    table="actions_action",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="action_joined_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."joined_to_id" IS NOT NULL)',
                    func="\n            PERFORM pg_advisory_xact_lock('actions_action'::regclass::int, 0);\n            IF EXISTS (SELECT 1 FROM actions_action other\n                       WHERE (other.id = NEW.joined_to_id AND other.joined_to_id IS NOT NULL)\n                          OR other.joined_to_id = NEW.id) THEN\n                RAISE EXCEPTION 'joined_to does not chain' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n            ",
                    hash="02e098fbb8bff0eae0dc6fa006267f1010ed7c67",
                    operation='INSERT OR UPDATE OF "joined_to_id"',
                    pgid="pgtrigger_action_joined_to_eb43d",
                    table="actions_action",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="action_joined_has_no_reviews",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."joined_to_id" IS NOT NULL)',
                    func="\n                    IF EXISTS (SELECT 1 FROM actions_review WHERE action_id = NEW.id) THEN\n                        RAISE EXCEPTION 'what was said of a joined action goes to the other'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                    ",
                    hash="e5d344092dc50405f4a0dede2f36af8eceb82c3f",
                    operation='UPDATE OF "joined_to_id"',
                    pgid="pgtrigger_action_joined_has_no_reviews_551e2",
                    table="actions_action",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="action_keeps_to_its_panel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM meetings_entry entry\n                               JOIN meetings_meeting meeting ON meeting.id = entry.meeting_id\n                               WHERE entry.id = NEW.entry_id\n                                 AND (entry.kind <> 'action'\n                                      OR meeting.panel_id <> NEW.panel_id)) THEN\n                        RAISE EXCEPTION 'an action is raised at a place for actions of its panel'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF EXISTS (SELECT 1 FROM actions_action other\n                               WHERE other.id IN (NEW.repeat_of_id, NEW.joined_to_id)\n                                 AND other.panel_id <> NEW.panel_id)\n                    OR EXISTS (SELECT 1 FROM meetings_meeting meeting\n                               WHERE meeting.id = NEW.due_meeting_id\n                                 AND meeting.panel_id <> NEW.panel_id) THEN\n                        RAISE EXCEPTION 'an action keeps to its panel'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                    ",
                    hash="21ed40fa26c1ad33dce75d1d28ebedebfce1529a",
                    operation='INSERT OR UPDATE OF "entry_id", "due_meeting_id", "repeat_of_id", "joined_to_id"',
                    pgid="pgtrigger_action_keeps_to_its_panel_35c39",
                    table="actions_action",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="action_repeat_has_no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."repeat_of_id" IS NOT NULL)',
                    func="\n                    PERFORM pg_advisory_xact_lock('actions_action'::regclass::int, 0);\n                    IF EXISTS (\n                        WITH RECURSIVE chain(id) AS (\n                            SELECT NEW.repeat_of_id\n                            UNION\n                            SELECT a.repeat_of_id FROM actions_action a JOIN chain USING (id)\n                            WHERE a.repeat_of_id IS NOT NULL\n                        )\n                        SELECT 1 FROM chain WHERE id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'an action does not repeat itself'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                    ",
                    hash="11448abcba8c15791f2efabbfd6b257bcb0b42e1",
                    operation='INSERT OR UPDATE OF "repeat_of_id"',
                    pgid="pgtrigger_action_repeat_has_no_cycle_66d88",
                    table="actions_action",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "actions_actionevent" ("due", "due_meeting_id", "due_on", "entry_id", "id", "joined_to_id", "lapse_reason", "lapsed_by_id", "lapsed_on", "number", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repeat_of_id", "serial", "text", "withdrawn_on") VALUES (NEW."due", NEW."due_meeting_id", NEW."due_on", NEW."entry_id", NEW."id", NEW."joined_to_id", NEW."lapse_reason", NEW."lapsed_by_id", NEW."lapsed_on", NEW."number", NEW."panel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."repeat_of_id", NEW."serial", NEW."text", NEW."withdrawn_on"); RETURN NULL;',
                    hash="86cc0d0a6aa4aa40709d98f572696000966a8d8c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bc7f0",
                    table="actions_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."due_meeting_id" IS DISTINCT FROM (NEW."due_meeting_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."joined_to_id" IS DISTINCT FROM (NEW."joined_to_id") OR OLD."lapse_reason" IS DISTINCT FROM (NEW."lapse_reason") OR OLD."lapsed_by_id" IS DISTINCT FROM (NEW."lapsed_by_id") OR OLD."lapsed_on" IS DISTINCT FROM (NEW."lapsed_on") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."repeat_of_id" IS DISTINCT FROM (NEW."repeat_of_id") OR OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                    func='INSERT INTO "actions_actionevent" ("due", "due_meeting_id", "due_on", "entry_id", "id", "joined_to_id", "lapse_reason", "lapsed_by_id", "lapsed_on", "number", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repeat_of_id", "serial", "text", "withdrawn_on") VALUES (NEW."due", NEW."due_meeting_id", NEW."due_on", NEW."entry_id", NEW."id", NEW."joined_to_id", NEW."lapse_reason", NEW."lapsed_by_id", NEW."lapsed_on", NEW."number", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."repeat_of_id", NEW."serial", NEW."text", NEW."withdrawn_on"); RETURN NULL;',
                    hash="4b1fa5ef279b40fccc1e54dd52108403e8bcaa59",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d90e",
                    table="actions_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "actions_actionevent" ("due", "due_meeting_id", "due_on", "entry_id", "id", "joined_to_id", "lapse_reason", "lapsed_by_id", "lapsed_on", "number", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repeat_of_id", "serial", "text", "withdrawn_on") VALUES (OLD."due", OLD."due_meeting_id", OLD."due_on", OLD."entry_id", OLD."id", OLD."joined_to_id", OLD."lapse_reason", OLD."lapsed_by_id", OLD."lapsed_on", OLD."number", OLD."panel_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."repeat_of_id", OLD."serial", OLD."text", OLD."withdrawn_on"); RETURN NULL;',
                    hash="d05d55f13e64f6a93b2955c775a297ddd79ba9e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d498a",
                    table="actions_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "actions_ownerevent" ("action_id", "body", "id", "name", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."action_id", NEW."body", NEW."id", NEW."name", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="2a9d72608f9d2f5fbe159b0fc55923309eebbe54",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9fa38",
                    table="actions_owner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actions_ownerevent" ("action_id", "body", "id", "name", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."action_id", NEW."body", NEW."id", NEW."name", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="aabfc9ab0811a55dd7529503cf6dad6cdb9dd1a7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e31cf",
                    table="actions_owner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="owner",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "actions_ownerevent" ("action_id", "body", "id", "name", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."action_id", OLD."body", OLD."id", OLD."name", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="43a1a68b5ac73fdaa9b78dcecd0f3dda8e2a1744",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0541c",
                    table="actions_owner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="review_keeps_to_its_panel",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE reviewed actions_action;",
                    func="\n                    SELECT * INTO reviewed FROM actions_action\n                    WHERE id = NEW.action_id FOR NO KEY UPDATE;\n                    IF reviewed.joined_to_id IS NOT NULL THEN\n                        RAISE EXCEPTION 'what was said of a joined action goes to the other'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF EXISTS (SELECT 1 FROM meetings_entry entry\n                               JOIN meetings_meeting meeting ON meeting.id = entry.meeting_id\n                               WHERE entry.id = NEW.entry_id\n                                 AND (entry.kind <> 'review'\n                                      OR meeting.panel_id <> reviewed.panel_id)) THEN\n                        RAISE EXCEPTION 'an action is reviewed at a place for reviews of its panel'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                    ",
                    hash="0aa08aa84b36211007b7980f2bc555d4ba9f2335",
                    operation='INSERT OR UPDATE OF "entry_id", "action_id"',
                    pgid="pgtrigger_review_keeps_to_its_panel_b38ae",
                    table="actions_review",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "actions_reviewevent" ("action_id", "due", "entry_id", "id", "number", "owners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "status", "status_phrase", "text") VALUES (NEW."action_id", NEW."due", NEW."entry_id", NEW."id", NEW."number", NEW."owners", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."series", NEW."status", NEW."status_phrase", NEW."text"); RETURN NULL;',
                    hash="fccff9210accd40d0c5ae31f234703dbe2ada05a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e88fe",
                    table="actions_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "actions_reviewevent" ("action_id", "due", "entry_id", "id", "number", "owners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "status", "status_phrase", "text") VALUES (NEW."action_id", NEW."due", NEW."entry_id", NEW."id", NEW."number", NEW."owners", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."series", NEW."status", NEW."status_phrase", NEW."text"); RETURN NULL;',
                    hash="6ea8daec136b80c4cb31141b9c5aa6fb1a42151b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_922aa",
                    table="actions_review",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "actions_reviewevent" ("action_id", "due", "entry_id", "id", "number", "owners", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "status", "status_phrase", "text") VALUES (OLD."action_id", OLD."due", OLD."entry_id", OLD."id", OLD."number", OLD."owners", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."series", OLD."status", OLD."status_phrase", OLD."text"); RETURN NULL;',
                    hash="6b79303effa386ceab3901e29d15e088e759eec1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b287b",
                    table="actions_review",
                    when="AFTER",
                ),
            ),
        ),
    ]
