"""What a page can do: its script, and the data and markup that go with it."""
