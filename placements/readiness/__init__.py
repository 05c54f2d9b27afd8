"""Whether an association can employ: here, since what is known of pay and loans is offered."""
