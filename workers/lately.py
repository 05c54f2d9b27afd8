"""What a person's page shows of counselling."""

from typing import Any

from workers.models import Exit, Worker


def lately(worker: Worker) -> dict[str, Any]:
    """What a person's page shows of counselling: the newest meetings, competences, exits with follow-ups."""
    exits = Exit.objects.filter(worker=worker).select_related("relationship", "follow_up")
    meetings = worker.meetings.order_by("-held_on", "-pk")
    return {
        "meetings": meetings[:10],
        "meeting_count": meetings.count(),
        "competences": worker.competences.order_by("-gained_on", "-pk")[:20],
        "exits": {one.relationship_id: one for one in exits},
    }
