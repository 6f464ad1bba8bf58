# Constraints and indexes stand with their tables: for one added later Django builds all models anew.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("data", "0002_cache_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="Election",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("committee", "committee"),
                            ("standing_committee", "standing_committee"),
                            ("secretary", "secretary"),
                            ("deputy_secretaries", "deputy_secretaries"),
                            ("inspection_committee", "inspection_committee"),
                            ("inspection_chair", "inspection_chair"),
                            ("delegates", "delegates"),
                            ("alternates", "alternates"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("member_congress", "member_congress"),
                            ("delegate_congress", "delegate_congress"),
                            ("conference", "conference"),
                        ],
                        max_length=24,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("seats", models.SmallIntegerField(blank=True, null=True)),
                ("alternates", models.SmallIntegerField(default=0)),
                ("summoned", models.IntegerField(blank=True, null=True)),
                ("attending", models.IntegerField(blank=True, null=True)),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("tones", models.CharField(default="dictionary", max_length=12)),
                ("rounding", models.CharField(default="half_up", max_length=12)),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, max_length=24)),
                ("unit", models.CharField(blank=True, max_length=24)),
                ("contents", models.SmallIntegerField(blank=True, null=True)),
                ("case", models.CharField(blank=True, max_length=40)),
                ("form", models.CharField(blank=True, max_length=10)),
                ("ordinal", models.SmallIntegerField(blank=True, null=True)),
                ("withdrawn", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "congress",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="elections", to="data.congress"
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elections",
                        to="data.ruleset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seats", None), ("seats__gt", 0), _connector="OR"),
                        name="election_seats_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alternates__gte", 0)), name="election_alternates_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("summoned", None), ("summoned__gt", 0), _connector="OR"),
                        name="election_summoned_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adopted_at", None),
                            models.Q(("seats__isnull", False), ("summoned__isnull", False)),
                            _connector="OR",
                        ),
                        name="election_list_needs_its_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.SmallIntegerField()),
                ("keys", models.TextField()),
                ("seats", models.SmallIntegerField()),
                ("alternates", models.SmallIntegerField(default=0)),
                ("allowed", models.SmallIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("first", "first"), ("tie", "tie"), ("further", "further")], max_length=10
                    ),
                ),
                ("threshold", models.CharField(choices=[("half", "half"), ("most", "most")], max_length=10)),
                ("present", models.IntegerField(blank=True, null=True)),
                ("layout", models.TextField(blank=True)),
                ("layout_sha256", models.CharField(blank=True, max_length=64)),
                ("committee", models.TextField(default="[]")),
                ("salt", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("compared_at", models.DateTimeField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("released_by_name", models.CharField(blank=True, max_length=150)),
                ("annulled", models.CharField(blank=True, max_length=300)),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="data.election"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("election", "number"), name="round_once"),
                    models.CheckConstraint(condition=models.Q(("allowed__gt", 0)), name="round_allowed"),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gt", 0), ("alternates__gt", 0), _connector="OR"), name="round_seats"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("released_at", None), ("annulled", ""), _connector="OR"),
                        name="round_not_released_and_annulled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.SmallIntegerField()),
                ("source", models.CharField(default="keyed", max_length=12)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("done_by_name", models.CharField(blank=True, max_length=150)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="data.ballotround"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="count_once"),
                    models.CheckConstraint(condition=models.Q(("number__in", [1, 2])), name="count_number"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountingMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("head", models.BooleanField(default=False)),
                ("team", models.SmallIntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counting",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counters", to="data.election"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("head", True)), fields=("election",), name="counting_head_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)), fields=("election", "user"), name="counter_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("team__in", [0, 1, 2])), name="counter_team"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slip", models.IntegerField()),
                ("marks", models.CharField(blank=True, max_length=200)),
                ("flags", models.CharField(blank=True, max_length=120)),
                ("serial", models.BigIntegerField(default=0)),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="data.count"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("count", "user"), name="draft_once")],
            },
        ),
        migrations.CreateModel(
            name="ElectionDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ask",
                    models.CharField(
                        choices=[
                            ("quorum", "quorum"),
                            ("suspended", "suspended"),
                            ("votes_allowed", "votes_allowed"),
                            ("ballots", "ballots"),
                            ("tie", "tie"),
                            ("shortage", "shortage"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("go_on", "go_on"),
                            ("stop", "stop"),
                            ("out", "out"),
                            ("in", "in"),
                            ("seats", "seats"),
                            ("seats_and_alternates", "seats_and_alternates"),
                            ("valid", "valid"),
                            ("invalid", "invalid"),
                            ("vote_again_most", "vote_again_most"),
                            ("vote_again_half", "vote_again_half"),
                            ("vote_again", "vote_again"),
                            ("leave", "leave"),
                        ],
                        max_length=24,
                    ),
                ),
                ("round", models.SmallIntegerField(default=0)),
                ("about", models.TextField(default="[]")),
                ("names", models.TextField(default="[]")),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("congress", "congress"),
                            ("presidium", "presidium"),
                            ("counting_committee", "counting_committee"),
                            ("convening_committee", "convening_committee"),
                        ],
                        max_length=24,
                    ),
                ),
                ("note", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=150)),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="data.election"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=20)),
                ("attended", models.BooleanField(default=False)),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exclusions", to="data.election"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nominee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("born_year", models.SmallIntegerField(blank=True, null=True)),
                ("born_month", models.SmallIntegerField(blank=True, null=True)),
                ("post", models.CharField(blank=True, max_length=200)),
                ("party_since", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[("prepared", "prepared"), ("nominated", "nominated"), ("self", "self")], max_length=12
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("preparer", "preparer"),
                            ("outside", "outside"),
                            ("probationary", "probationary"),
                            ("attached", "attached"),
                            ("alternate", "alternate"),
                            ("presidium", "presidium"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("official", "official"),
                            ("preparer", "preparer"),
                            ("outside", "outside"),
                            ("probationary", "probationary"),
                            ("attached", "attached"),
                            ("alternate", "alternate"),
                            ("presidium", "presidium"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=120)),
                ("consent", models.BooleanField(blank=True, null=True)),
                ("dossier_on", models.DateField(blank=True, null=True)),
                ("dossier", models.CharField(blank=True, max_length=200)),
                ("asks_to_withdraw", models.BooleanField(default=False)),
                ("withdrawn", models.BooleanField(blank=True, null=True)),
                ("support", models.IntegerField(blank=True, null=True)),
                ("position", models.SmallIntegerField(blank=True, null=True)),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="nominees", to="data.election"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("position__isnull", False)),
                        fields=("election", "position"),
                        name="nominee_position_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("support", None), ("support__gte", 0), _connector="OR"),
                        name="nominee_support_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("born_month", None),
                            models.Q(("born_month__range", (1, 12)), ("born_year__isnull", False)),
                            _connector="OR",
                        ),
                        name="nominee_born",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slip", models.IntegerField()),
                ("marks", models.CharField(max_length=200)),
                ("flags", models.CharField(blank=True, max_length=120)),
                ("milliseconds", models.IntegerField(blank=True, null=True)),
                ("version", models.SmallIntegerField(default=1)),
                ("read_at", models.DateTimeField()),
                ("read_by_name", models.CharField(max_length=150)),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="data.count"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "slip"), name="ballot_once_a_count"),
                    models.CheckConstraint(condition=models.Q(("slip__gt", 0)), name="ballot_slip"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettledBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slip", models.IntegerField()),
                ("marks", models.CharField(max_length=200)),
                ("flags", models.CharField(blank=True, max_length=120)),
                ("conclusion", models.BooleanField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settled", to="data.ballotround"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "slip"), name="settled_once")],
            },
        ),
        migrations.CreateModel(
            name="StepDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=24)),
                ("done_at", models.DateTimeField()),
                ("votes_for", models.IntegerField(blank=True, null=True)),
                ("votes_against", models.IntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("recorded_by_name", models.CharField(max_length=150)),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="data.election"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("election", "key"), name="step_once")],
            },
        ),
        migrations.CreateModel(
            name="StockEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("printed", "printed"),
                            ("issued", "issued"),
                            ("replaced", "replaced"),
                            ("unissued", "unissued"),
                            ("collected", "collected"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.IntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stock", to="data.ballotround"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="stock_correction_has_reason",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_role_known",
        ),
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("organisation_board", "organisation_board"),
                    ("committee_office", "committee_office"),
                    ("member_in_charge", "member_in_charge"),
                    ("reader", "reader"),
                    ("auditor", "auditor"),
                    ("system_keeper", "system_keeper"),
                    ("congress_secretariat", "congress_secretariat"),
                    ("counting_head", "counting_head"),
                    ("counter", "counter"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
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
                            "congress_secretariat",
                            "counting_head",
                            "counter",
                        ],
                    )
                ),
                name="grant_role_known",
            ),
        ),
    ]
