"""What engines say, as complaints of ours."""

from planner.errors import Place
from planner.sources.engine.duck_errors import complaint
from planner.sources.engine.hidden import Hidden
from planner.sources.engine.postgres_errors import not_connected

SAID = Place(file="goal.yaml")


def test_a_column_that_duckdb_does_not_know() -> None:
    message = 'Binder Error: Referenced column "dat" not found in FROM clause!\nCandidate bindings: "t.day", "visits"'
    text = complaint(message, shown="w.duckdb", said=SAID).problems[0].text
    assert text == "w.duckdb cannot be read: Referenced column \"dat\" not found in FROM clause, nearest is 'day'"


def test_a_wrong_password() -> None:
    error = OSError('connection failed: FATAL: password authentication failed for user "ann"')
    (problem,) = not_connected(error, hidden=Hidden.of(["secret"]), shown="db.example", said=SAID).problems
    assert problem.text == "db.example refuses this user or password"
    assert "ann" not in problem.expected
