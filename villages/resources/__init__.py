"""What associations have to work with: contacts, premises, tools, partners; and the services of villages."""
