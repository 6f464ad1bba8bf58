# Constraints and indexes stand with their tables: for one added later Django builds all models anew.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("data", "0003_elections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direction", "direction"),
                            ("subcommittee", "subcommittee"),
                            ("group", "group"),
                            ("area", "area"),
                            ("delegation", "delegation"),
                        ],
                        max_length=14,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("task", models.TextField(blank=True)),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("formed_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("version", models.SmallIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="data.organisation",
                    ),
                ),
                (
                    "under",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="data.body"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "term"], name="body_where")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "term", "name"), name="body_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("formed_on__lte", models.F("ended_on")), _connector="OR"
                        ),
                        name="body_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("office", models.CharField(blank=True, max_length=200)),
                (
                    "seat",
                    models.CharField(
                        choices=[
                            ("head", "head"),
                            ("deputy", "deputy"),
                            ("secretary", "secretary"),
                            ("member", "member"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.SmallIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="data.body"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Briefing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("planned_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("chair", models.CharField(blank=True, max_length=200)),
                ("scribe", models.CharField(blank=True, max_length=200)),
                ("present", models.TextField(blank=True)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("conclusion", models.TextField(blank=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefings",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "term"], name="briefing_where")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("held_on", None), ("dropped_on", None), _connector="OR"),
                        name="briefing_held_or_dropped",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("cite", models.CharField(blank=True, max_length=200)),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("version", models.SmallIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checklists", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "term", "name"), name="checklist_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.SmallIntegerField()),
                ("text", models.CharField(max_length=300)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="data.checklist"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("checklist", "position"), name="checklist_point_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="covered", to="data.body"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covered_by", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("body", "organisation"), name="coverage_once")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[("visit", "visit"), ("inspection", "inspection"), ("congress", "congress")],
                        max_length=12,
                    ),
                ),
                ("visitors", models.CharField(blank=True, max_length=300)),
                ("planned_on", models.DateField()),
                ("held_on", models.DateField(blank=True, null=True)),
                ("agenda", models.TextField(blank=True)),
                ("conclusion", models.TextField(blank=True)),
                ("concluded_on", models.DateField(blank=True, null=True)),
                ("concluded_by_name", models.CharField(blank=True, max_length=150)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("drop_reason", models.CharField(blank=True, max_length=300)),
                ("entered_on", models.DateField()),
                ("version", models.SmallIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "body",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="data.body"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits_made", to="data.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "term"], name="visit_where"),
                    models.Index(fields=["term", "planned_on"], name="visit_when"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dropped_on", None), models.Q(("drop_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="visit_dropped_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_on", None), ("dropped_on", None), _connector="OR"),
                        name="visit_held_or_dropped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concluded_on", None), ("held_on__isnull", False), _connector="OR"),
                        name="visit_concluded_after",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.SmallIntegerField()),
                ("group", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=300)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="data.visit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("visit", "position"), name="visit_point_position")],
            },
        ),
        migrations.CreateModel(
            name="VisitFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                (
                    "weight",
                    models.CharField(
                        choices=[("good", "good"), ("shortcoming", "shortcoming"), ("note", "note")], max_length=12
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("text", models.CharField(max_length=1000)),
                ("given_at", models.DateTimeField()),
                ("stored_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                ("struck_reason", models.CharField(blank=True, max_length=300)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="data.visit"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="data.visitpoint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Difficulty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("raised_on", models.DateField()),
                ("raised_at", models.DateTimeField()),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_by_name", models.CharField(max_length=150)),
                ("lies_since", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("joined", "joined"),
                            ("taken_back", "taken_back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=150)),
                ("grams", models.BinaryField()),
                (
                    "answered_at",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.organisation"
                    ),
                ),
                (
                    "at",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="difficulties_to_answer",
                        to="data.organisation",
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="data.difficulty",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="difficulties",
                        to="data.organisation",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="difficulties",
                        to="data.visitfinding",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "term"], name="difficulty_where"),
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["at", "term"], name="difficulty_open_at"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("answered_on__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="difficulty_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("joined_to__isnull", False), ("state", "joined")),
                            models.Q(models.Q(("state", "joined"), _negated=True), ("joined_to", None)),
                            _connector="OR",
                        ),
                        name="difficulty_joined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_to", None), models.Q(("joined_to", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="difficulty_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DifficultyStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("raised", "raised"),
                            ("passed_up", "passed_up"),
                            ("answered", "answered"),
                            ("joined", "joined"),
                            ("parted", "parted"),
                            ("reopened", "reopened"),
                            ("published", "published"),
                            ("taken_back", "taken_back"),
                            ("followed", "followed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("made_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "at",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.organisation"
                    ),
                ),
                (
                    "difficulty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="data.difficulty"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.IntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="file_not_empty")],
            },
        ),
        migrations.CreateModel(
            name="Directive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("directive", "directive"),
                            ("guidance", "guidance"),
                            ("plan", "plan"),
                            ("decision", "decision"),
                            ("regulation", "regulation"),
                            ("conclusion", "conclusion"),
                            ("notice", "notice"),
                            ("letter", "letter"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("issued_on", models.DateField()),
                ("issuer", models.CharField(max_length=150)),
                ("from_above", models.BooleanField(default=False)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("folded", models.CharField(max_length=520)),
                ("summary", models.TextField(blank=True)),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("units", models.CharField(blank=True, max_length=200)),
                ("disseminate", models.BooleanField(default=True)),
                ("disseminate_by", models.DateField(blank=True, null=True)),
                ("own_paper_levels", models.CharField(blank=True, max_length=80)),
                ("own_paper_by", models.DateField(blank=True, null=True)),
                ("pack_id", models.CharField(blank=True, max_length=60)),
                ("overlay_text", models.TextField(blank=True)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("revision", models.SmallIntegerField(default=1)),
                ("revised_on", models.DateField(blank=True, null=True)),
                ("revision_note", models.CharField(blank=True, max_length=300)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_note", models.CharField(blank=True, max_length=300)),
                ("entered_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directives",
                        to="data.organisation",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "term"], name="directive_where")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number", "issued_on"), name="directive_once"),
                    models.CheckConstraint(condition=models.Q(("revision__gt", 0)), name="directive_revision_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None), models.Q(("withdrawn_note", ""), _negated=True), _connector="OR"
                        ),
                        name="directive_withdrawn_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "paper__in",
                                [
                                    "directive",
                                    "guidance",
                                    "plan",
                                    "decision",
                                    "regulation",
                                    "conclusion",
                                    "notice",
                                    "letter",
                                ],
                            )
                        ),
                        name="directive_paper_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectiveLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "link",
                    models.CharField(
                        choices=[("based_on", "based_on"), ("replaces", "replaces"), ("amends", "amends")],
                        max_length=10,
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="data.directive"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="linked", to="data.directive"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("directive", "other", "link"), name="directive_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("directive", models.F("other")), _negated=True),
                        name="directive_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectivePlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="data.directive"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("directive", "organisation"), name="directive_place_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectiveTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.SmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("evidence", models.CharField(blank=True, max_length=300)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="data.directive"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("directive", "position"), name="directive_task_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("reviewed_on", models.DateField()),
                ("went_well", models.TextField(blank=True)),
                ("to_change", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "term"), name="review_once")],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField()),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("units", models.CharField(blank=True, max_length=200)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("published_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_note", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="data.organisation",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="lessons", to="data.review"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.storedfile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "term"], name="lesson_where")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None), models.Q(("withdrawn_note", ""), _negated=True), _connector="OR"
                        ),
                        name="lesson_withdrawn_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_on", models.DateField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "lesson",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reads",
                        to="data.lesson",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lessons_read", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("lesson", "organisation"), name="lesson_read_once")],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("on_date", models.DateField()),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("direction", "direction"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("organisation", "organisation"),
                            ("economy", "economy"),
                            ("life", "life"),
                            ("cadres", "cadres"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("proposal", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "term", "on_date", "theme"), name="opinion_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="opinion_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutreachCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("articles", "articles"),
                            ("broadcasts", "broadcasts"),
                            ("specials", "specials"),
                            ("visual", "visual"),
                            ("meetings", "meetings"),
                            ("works", "works"),
                            ("emulation", "emulation"),
                            ("events", "events"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on_date", models.DateField()),
                ("planned", models.IntegerField(blank=True, null=True)),
                ("done", models.IntegerField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outreach",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "term", "channel", "on_date"), name="outreach_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done__gte", 0), models.Q(("planned", None), ("planned__gte", 0), _connector="OR")
                        ),
                        name="outreach_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnShortcomingKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shortcoming_kinds",
                        to="data.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("number", models.SmallIntegerField()),
                ("document", models.CharField(max_length=200)),
                ("issued_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("content", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_versions",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "term", "number"), name="plan_version_once"),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="plan_version_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="plan_changed_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("question", models.CharField(max_length=500)),
                ("answer", models.TextField()),
                ("article", models.CharField(blank=True, max_length=300)),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("units", models.CharField(blank=True, max_length=200)),
                ("published_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_note", models.CharField(blank=True, max_length=300)),
                ("grams", models.BinaryField()),
                (
                    "difficulty",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="data.difficulty",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "term"], name="answer_where")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None), models.Q(("withdrawn_note", ""), _negated=True), _connector="OR"
                        ),
                        name="answer_withdrawn_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("weekday", models.SmallIntegerField()),
                ("hour", models.SmallIntegerField()),
                ("active", models.BooleanField(default=True)),
                ("set_by_name", models.CharField(max_length=150)),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_schedule",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hour__range", (0, 23)), ("weekday__range", (0, 6))),
                        name="schedule_weekday_and_hour",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Shortcoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=1000)),
                ("change", models.CharField(blank=True, max_length=1000)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shortcomings", to="data.review"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SpendingLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "line",
                    models.CharField(
                        choices=[
                            ("meals", "meals"),
                            ("lodging", "lodging"),
                            ("travel", "travel"),
                            ("hall", "hall"),
                            ("documents", "documents"),
                            ("drafting", "drafting"),
                            ("propaganda", "propaganda"),
                            ("allowances", "allowances"),
                            ("training", "training"),
                            ("health", "health"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("quantity", models.IntegerField(blank=True, null=True)),
                ("planned", models.BigIntegerField()),
                ("settled", models.BigIntegerField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("entered_on", models.DateField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spending",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "term", "line"), name="spending_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned__gte", 0),
                            models.Q(("settled", None), ("settled__gte", 0), _connector="OR"),
                            models.Q(("quantity", None), ("quantity__gt", 0), _connector="OR"),
                        ),
                        name="spending_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("settled", None), ("settled_on__isnull", False), _connector="OR"),
                        name="spending_settled_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingNorm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "line",
                    models.CharField(
                        choices=[
                            ("meals", "meals"),
                            ("lodging", "lodging"),
                            ("travel", "travel"),
                            ("hall", "hall"),
                            ("documents", "documents"),
                            ("drafting", "drafting"),
                            ("propaganda", "propaganda"),
                            ("allowances", "allowances"),
                            ("training", "training"),
                            ("health", "health"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("amount", models.BigIntegerField()),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("congress", "congress"),
                            ("person_day", "person_day"),
                            ("person", "person"),
                            ("document", "document"),
                        ],
                        max_length=12,
                    ),
                ),
                ("document", models.CharField(max_length=200)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="norms", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="norm_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="norm_has_its_document"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("own", "own"),
                            ("directive", "directive"),
                            ("visit", "visit"),
                            ("briefing", "briefing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("responsible", models.CharField(blank=True, max_length=200)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("evidence", models.CharField(blank=True, max_length=300)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("done_note", models.CharField(blank=True, max_length=300)),
                ("done_by_name", models.CharField(blank=True, max_length=150)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("drop_reason", models.CharField(blank=True, max_length=300)),
                ("change_reason", models.CharField(blank=True, max_length=300)),
                ("entered_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "body",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="data.body"
                    ),
                ),
                (
                    "directive_task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="data.directivetask",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "term"], name="task_where"),
                    models.Index(
                        condition=models.Q(("done_on", None), ("dropped_on", None)),
                        fields=["term", "due_on"],
                        name="task_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("directive_task__isnull", False)),
                        fields=("organisation", "directive_task"),
                        name="task_taken_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dropped_on", None), models.Q(("drop_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="task_dropped_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("due_on", None),
                            ("starts_on__lte", models.F("due_on")),
                            _connector="OR",
                        ),
                        name="task_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_on", None), ("dropped_on", None), _connector="OR"),
                        name="task_done_or_dropped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefingPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.SmallIntegerField()),
                ("source", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("detail", models.TextField(blank=True)),
                ("said", models.TextField(blank=True)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="data.briefing"
                    ),
                ),
                (
                    "difficulty",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefed",
                        to="data.difficulty",
                    ),
                ),
                (
                    "late_task",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="briefed", to="data.task"
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefing_point",
                        to="data.task",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("briefing", "position"), name="briefing_point_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("planned_on", models.DateField()),
                ("held_on", models.DateField(blank=True, null=True)),
                ("form", models.CharField(blank=True, max_length=200)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("drop_reason", models.CharField(blank=True, max_length=300)),
                ("entered_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.storedfile"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "term"], name="training_where")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dropped_on", None), models.Q(("drop_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="training_dropped_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_on", None), ("dropped_on", None), _connector="OR"),
                        name="training_held_or_dropped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("expected", models.IntegerField()),
                ("attended", models.IntegerField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trained", to="data.organisation"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="data.training",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("training", "organisation"), name="attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected__gte", 0),
                            models.Q(
                                ("attended", None),
                                models.Q(("attended__gte", 0), ("attended__lte", models.F("expected"))),
                                _connector="OR",
                            ),
                        ),
                        name="attendance_of_expected",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Uptake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.SmallIntegerField(default=0)),
                ("taken_in_on", models.DateField(blank=True, null=True)),
                ("taken_in_by_name", models.CharField(blank=True, max_length=150)),
                ("disseminated_on", models.DateField(blank=True, null=True)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conference", "conference"),
                            ("online", "online"),
                            ("meeting", "meeting"),
                            ("copies", "copies"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("attended", models.IntegerField(blank=True, null=True)),
                ("expected", models.IntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "directive",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uptakes",
                        to="data.directive",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uptakes", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("directive", "organisation"), name="uptake_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attended", None),
                            models.Q(
                                ("attended__gte", 0),
                                ("attended__lte", models.F("expected")),
                                ("expected__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="uptake_attended_of_expected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disseminated_on", None), models.Q(("form", ""), _negated=True), _connector="OR"
                        ),
                        name="uptake_disseminated_in_a_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="concluded", to="data.task"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conclusions", to="data.visit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("by_name", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.storedfile"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="data.visit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                (
                    "reply",
                    models.CharField(
                        choices=[("yes", "yes"), ("partly", "partly"), ("no", "no"), ("not_asked", "not_asked")],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("current", "current"),
                            ("replaced", "replaced"),
                            ("offered", "offered"),
                            ("set_aside", "set_aside"),
                        ],
                        max_length=10,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("stored_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "seen",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.visitanswer"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="data.visitpoint"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing", "current")), fields=("point",), name="answer_one_current"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("week_to", models.DateField()),
                ("content", models.TextField()),
                ("words", models.TextField(default="{}")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("signed_by_name", models.CharField(blank=True, max_length=150)),
                ("signer", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weekly_reports",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "term", "week_to"), name="weekly_report_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WindowDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=60)),
                ("decided_on", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("plan", "plan"),
                            ("merger", "merger"),
                            ("epidemic", "epidemic"),
                            ("disaster", "disaster"),
                            ("personnel", "personnel"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("levels", models.CharField(blank=True, max_length=80)),
                ("units", models.CharField(blank=True, max_length=200)),
                ("pilots", models.BooleanField(blank=True, null=True)),
                ("first", models.DateField(blank=True, null=True)),
                ("last", models.DateField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_note", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows_decided",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first", None), ("last", None), ("first__lte", models.F("last")), _connector="OR"
                        ),
                        name="window_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__isnull", False), ("last__isnull", False), _connector="OR"),
                        name="window_says_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WindowPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="data.organisation"
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="data.windowdecision"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("window", "organisation"), name="window_place_once")],
            },
        ),
        migrations.CreateModel(
            name="Answerer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("general", "general"),
                            ("documents", "documents"),
                            ("personnel", "personnel"),
                            ("election", "election"),
                            ("proceedings", "proceedings"),
                            ("organisation", "organisation"),
                            ("propaganda", "propaganda"),
                            ("opinion", "opinion"),
                            ("inspection", "inspection"),
                            ("complaints", "complaints"),
                            ("spending", "spending"),
                            ("archives", "archives"),
                            ("training", "training"),
                            ("health", "health"),
                            ("security", "security"),
                            ("reporting", "reporting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("working_days", models.SmallIntegerField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answerers", to="data.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "subject"), name="answerer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("working_days", None), ("working_days__gt", 0), _connector="OR"),
                        name="answerer_days_positive",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="congress",
            name="window_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="congresses",
                to="data.windowdecision",
            ),
        ),
    ]
