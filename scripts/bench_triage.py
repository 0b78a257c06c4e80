"""The part of `make bench-intake` without a browser: the triage, the completeness check, the queries of the last POST.

Runs on the servers of a portal with reference data; what it writes is rolled back.
"""

import datetime
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkcentrum.settings.local")
os.environ["LOG_LEVEL"] = "WARNING"

import django

django.setup()

from django.core import signing
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.models import Case, Client
from directory.services import front_desk
from intake import browser, rules, services
from intake.models import IntakeDraft, RuleCheck, RuleSet
from intake.places import region_municipalities
from intake.rules.facts import EDUCATIONS, RESIDENT_THEMES, SITUATIONS

QUESTIONS = 20_000
CASES = (1_000, 10_000)
BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
MOST_MICROSECONDS, MOST_SECONDS, MOST_QUERIES = 200, 20, 20
ANSWERS = {
    "question": "Welke opleiding past bij mij?", "themes": ["training", "training_funding"], "postcode": "7571 AB",
    "municipality": "GM0173", "situation": "flex", "age": 26, "education": "mbo2", "name": "Vera Meting", "phone": "",
    "email": "vera.meting@post.example", "contact_preference": "email", "language": "nl",
}  # fmt: skip


def main() -> int:
    """Measure; 1 when a promise is broken."""
    return 0 if all([triage(), completeness(), last_post()]) else 1


def triage() -> bool:
    """Microseconds for one question, over random ones."""
    chance, places, rule_set = random.Random(1), region_municipalities(), services.published_rules()
    questions = [
        rules.Facts(
            audience="resident",
            municipality=chance.choice([*places, rules.OUTSIDE]),
            situation=chance.choice(SITUATIONS),
            age=chance.randint(15, 75),
            education=chance.choice(EDUCATIONS),
            themes=tuple(chance.sample(RESIDENT_THEMES, chance.randint(1, 5))),
        )
        for _ in range(QUESTIONS)
    ]
    taken = []
    for question in questions:
        started = time.perf_counter()
        rules.evaluate(question, rule_set)
        taken.append((time.perf_counter() - started) * 1_000_000)
    p99 = quantiles(taken, n=100)[-1]
    print(f"Triage: median {median(taken):.0f} us, p99 {p99:.0f} us per question over {QUESTIONS:,} random ones")
    return median(taken) < MOST_MICROSECONDS


def completeness() -> bool:
    """The whole space of facts against the rules in force and the desks that take part."""
    with transaction.atomic():
        found = services.check_rule_set(rule_set_id=RuleSet.objects.published().get().pk, cause=RuleCheck.Cause.BY_HAND)
        transaction.set_rollback(True)
    print(
        f"Completeness check: {found.combinations:,} combinations in {found.milliseconds / 1000:.1f} s, "
        f"{found.problem_count} without a desk"
    )
    return found.problem_count == 0 and found.milliseconds < MOST_SECONDS * 1000


def last_post() -> bool:
    """The queries of sending, with few and with many cases in the database."""
    counts = [(cases, queries, seconds) for cases in CASES for queries, seconds in sending_among(cases)]
    for cases, queries, seconds in counts:
        print(f"Sending among {cases:>6,} cases: {queries} queries, {seconds * 1000:.0f} ms")
    return len({queries for _, queries, _ in counts}) == 1 and counts[0][1] <= MOST_QUERIES


def sending_among(cases: int) -> Iterator[tuple[int, float]]:
    """Queries (without those that open and close transactions) and seconds of one question among so many cases."""
    with transaction.atomic():
        make_cases(cases)
        draft = IntakeDraft.objects.create(
            audience="resident", answers=ANSWERS, completed=["question", "place", "about", "help", "contact"]
        )
        IntakeDraft.objects.filter(pk=draft.pk).update(created_at=timezone.now() - datetime.timedelta(minutes=5))
        person = Browser(headers={"host": "localhost"})
        person.cookies[browser.TYPING] = signing.get_cookie_signer(salt=browser.TYPING + browser.SALT).sign(
            str(draft.pk)
        )
        person.get("/vraag/controleren/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            started = time.perf_counter()
            answer = person.post("/vraag/controleren/")
            seconds = time.perf_counter() - started
        assert answer.status_code == 302, answer.content.decode()[:500]  # noqa: S101
        assert Case.objects.filter(submission_key=draft.submission_key).exists()  # noqa: S101
        asked = [query["sql"].rpartition("; ")[2] for query in queries]  # the history puts its context in front
        yield len([sql for sql in asked if not sql.startswith(BOOKKEEPING)]), seconds
        transaction.set_rollback(True)


def make_cases(count: int) -> None:
    """Cases of the past, without history and side effects: only their number matters here."""
    client = Client.objects.create(name="Vera Meting")
    now, team = timezone.now(), front_desk()
    Case.objects.bulk_create(
        (
            Case(
                reference=f"BENCH-{number}",
                client=client,
                question="Een vraag",
                level="basic",
                team=team,
                next_step="Bellen",
                next_step_on=now.date(),
                answer_by=now.date(),
            )
            for number in range(count)
        ),
        batch_size=2_000,
    )


if __name__ == "__main__":
    sys.exit(main())
