# Constraints and indexes stand with their tables: for one added later Django builds all models anew.

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("full_name", models.CharField(max_length=150)),
                ("is_active", models.BooleanField(default=True)),
                ("must_change_password", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("chain", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Ruleset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("term", models.CharField(max_length=20)),
                ("pack_id", models.CharField(max_length=60)),
                ("version", models.DateField()),
                ("overlay_id", models.CharField(blank=True, max_length=60)),
                ("pack_text", models.TextField()),
                ("overlay_text", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("founded", "Founded"),
                            ("changed", "Changed"),
                            ("moved", "Moved"),
                            ("merged", "Merged"),
                            ("split", "Split"),
                            ("ended", "Ended"),
                            ("imported", "Imported"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on_date", models.DateField()),
                ("decision_number", models.CharField(blank=True, max_length=60)),
                ("decision_date", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("at_organisation", models.BigIntegerField(null=True)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("summary", models.TextField(default="{}")),
                ("replaced", models.TextField(default="[]")),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["at_organisation", "-made_at"], name="change_where")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["founded", "changed", "moved", "merged", "split", "ended", "imported"])
                        ),
                        name="change_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=40)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("event", models.CharField(max_length=60)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=150)),
                ("organisation", models.BigIntegerField(null=True)),
                ("path", models.CharField(blank=True, max_length=60)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("detail", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["path", "-at"], name="event_below"),
                    models.Index(fields=["-at"], name="event_at"),
                ],
                "constraints": [models.UniqueConstraint(fields=("chain", "seq"), name="event_once")],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, unique=True)),
                (
                    "founded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="founded", to="data.change"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Congress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "national"),
                            ("province", "province"),
                            ("upper", "upper"),
                            ("grassroots_committee", "grassroots_committee"),
                            ("grassroots_cell", "grassroots_cell"),
                            ("section", "section"),
                            ("cell", "cell"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("other", "other"),
                            ("province", "province"),
                            ("district", "district"),
                            ("commune", "commune"),
                            ("ward", "ward"),
                            ("special_zone", "special_zone"),
                            ("police", "police"),
                            ("military", "military"),
                            ("border_guard", "border_guard"),
                            ("bloc", "bloc"),
                            ("village", "village"),
                            ("school", "school"),
                            ("health", "health"),
                            ("enterprise", "enterprise"),
                            ("agency", "agency"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True, choices=[("member", "member"), ("delegate", "delegate")], max_length=10
                    ),
                ),
                ("pilot", models.BooleanField(default=False)),
                ("contents", models.SmallIntegerField(blank=True, null=True)),
                ("ordinal", models.SmallIntegerField(blank=True, null=True)),
                ("delegates", models.IntegerField(blank=True, null=True)),
                ("case", models.CharField(blank=True, max_length=40)),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("planned_half_days", models.SmallIntegerField(blank=True, null=True)),
                ("held_half_days", models.SmallIntegerField(blank=True, null=True)),
                ("window_from", models.DateField(blank=True, null=True)),
                ("window_to", models.DateField(blank=True, null=True)),
                ("window_decision", models.CharField(blank=True, max_length=200)),
                ("figures", models.BinaryField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="congresses",
                        to="data.organisation",
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="congresses", to="data.ruleset"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["term", "organisation"], name="congress_of_term"),
                    models.Index(condition=models.Q(("pilot", True)), fields=["term"], name="congress_pilots"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "term"), name="congress_once_a_term"),
                    models.CheckConstraint(
                        condition=models.Q(("contents", None), ("contents__in", [2, 3, 4]), _connector="OR"),
                        name="congress_contents_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_half_days", None),
                            models.Q(("planned_half_days__gt", 0), ("planned_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="congress_planned_days_with_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_half_days", None), ("held_half_days__gt", 0), _connector="OR"),
                        name="congress_held_days_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("window_from", None), ("window_to", None)),
                            models.Q(("window_decision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="congress_window_moved_by_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="successions", to="data.change"
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="as_predecessor",
                        to="data.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="as_successor", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("change", "predecessor", "successor"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "national"),
                            ("province", "province"),
                            ("upper", "upper"),
                            ("grassroots_committee", "grassroots_committee"),
                            ("grassroots_cell", "grassroots_cell"),
                            ("section", "section"),
                            ("cell", "cell"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("other", "other"),
                            ("province", "province"),
                            ("district", "district"),
                            ("commune", "commune"),
                            ("ward", "ward"),
                            ("special_zone", "special_zone"),
                            ("police", "police"),
                            ("military", "military"),
                            ("border_guard", "border_guard"),
                            ("bloc", "bloc"),
                            ("village", "village"),
                            ("school", "school"),
                            ("health", "health"),
                            ("enterprise", "enterprise"),
                            ("agency", "agency"),
                        ],
                        default="other",
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("folded", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(default=datetime.date(9999, 12, 31))),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="data.change",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="opened", to="data.change"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="data.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_versions",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["path", "valid_to"], name="version_below"),
                    models.Index(fields=["parent", "valid_to"], name="version_children"),
                    models.Index(
                        condition=models.Q(("closed_by__isnull", False)), fields=["closed_by"], name="version_closed"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__lt", models.F("valid_to"))), name="version_dates_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "national",
                                    "province",
                                    "upper",
                                    "grassroots_committee",
                                    "grassroots_cell",
                                    "section",
                                    "cell",
                                ],
                            )
                        ),
                        name="version_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                [
                                    "other",
                                    "province",
                                    "district",
                                    "commune",
                                    "ward",
                                    "special_zone",
                                    "police",
                                    "military",
                                    "border_guard",
                                    "bloc",
                                    "village",
                                    "school",
                                    "health",
                                    "enterprise",
                                    "agency",
                                ],
                            )
                        ),
                        name="version_unit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", models.F("parent")), _negated=True),
                        name="version_not_own_parent",
                    ),
                    models.UniqueConstraint(fields=("organisation", "valid_from"), name="version_one_a_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", datetime.date(9999, 12, 31))),
                        fields=("organisation",),
                        name="version_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("milestone", models.CharField(max_length=30)),
                ("done_on", models.DateField()),
                ("evidence", models.CharField(blank=True, max_length=300)),
                ("marked_by_name", models.CharField(max_length=150)),
                ("marked_at", models.DateTimeField()),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="data.congress"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("congress", "milestone"), name="mark_once")],
            },
        ),
        migrations.CreateModel(
            name="MemberCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on_date", models.DateField()),
                ("official", models.IntegerField()),
                ("probationary", models.IntegerField()),
                (
                    "change",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_counts",
                        to="data.change",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_counts",
                        to="data.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "on_date"), name="members_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("official__gte", 0), ("probationary__gte", 0)), name="members_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organisation_board", "organisation_board"),
                            ("committee_office", "committee_office"),
                            ("member_in_charge", "member_in_charge"),
                            ("reader", "reader"),
                            ("auditor", "auditor"),
                            ("system_keeper", "system_keeper"),
                        ],
                        max_length=30,
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "organisation_board",
                                    "committee_office",
                                    "member_in_charge",
                                    "reader",
                                    "auditor",
                                    "system_keeper",
                                ],
                            )
                        ),
                        name="grant_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_from__lte", models.F("valid_to")), _connector="OR"
                        ),
                        name="grant_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OverlayFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("overlay_id", models.CharField(max_length=60)),
                ("over", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by_name", models.CharField(max_length=150)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overlays", to="data.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "sha256"), name="overlay_once")],
            },
        ),
        migrations.CreateModel(
            name="PilotQuota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("national", "national"),
                            ("province", "province"),
                            ("upper", "upper"),
                            ("grassroots_committee", "grassroots_committee"),
                            ("grassroots_cell", "grassroots_cell"),
                            ("section", "section"),
                            ("cell", "cell"),
                        ],
                        max_length=24,
                    ),
                ),
                ("number", models.IntegerField()),
                ("decision", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pilot_quotas", to="data.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["organisation_id", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "organisation", "kind"), name="pilot_quota_once"),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="pilot_quota_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "upper", "grassroots_cell", "grassroots_committee"])),
                        name="pilot_quota_kind",
                    ),
                ],
            },
        ),
    ]
