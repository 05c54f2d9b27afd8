"""Writing down what a person states, and removing it all when they take their consent back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from villages.models import Village
from workers.models import WishedVillage, Worker, WorkerStatement


@transaction.atomic
def keep_statement(
    statement: WorkerStatement, *, villages: Iterable[Village], by: str, at: datetime
) -> WorkerStatement:
    """Write the person's next version. A form that is sent twice is kept once, by its key."""
    worker = Worker.objects.select_for_update(no_key=True).get(pk=statement.worker_id)
    if statement.client_key is not None:
        there = WorkerStatement.objects.filter(client_key=statement.client_key).first()
        if there is not None:
            return there
    newest = newest_of(worker)
    statement.municipality_id = worker.municipality_id
    statement.version = newest.version + 1 if newest else 1
    statement.recorded_at, statement.recorded_by = at, by
    statement.save()
    WishedVillage.objects.bulk_create(
        WishedVillage(municipality_id=worker.municipality_id, statement=statement, village=village)
        for village in villages
    )
    return statement


def newest_of(worker: Worker) -> WorkerStatement | None:
    """The statement that holds."""
    return WorkerStatement.objects.filter(worker=worker).order_by("-version").first()


@transaction.atomic
def forget_statements(worker: Worker) -> int:
    """Remove all that the person has stated, for good; how many versions."""
    _count, by_model = WorkerStatement.objects.filter(worker=worker).delete()
    return by_model.get(WorkerStatement._meta.label, 0)
