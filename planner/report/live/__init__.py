"""What a served page has on top of the one that is mailed: it says what is wrong, and loads itself again."""
