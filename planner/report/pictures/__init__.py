"""The pictures of a plan as files of their own, for documents."""
