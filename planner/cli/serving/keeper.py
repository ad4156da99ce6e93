"""Keeps the page as the goal file and its tables are: plans again when they change, and shows the last good plan meanwhile."""

import sys
import threading
import traceback
from pathlib import Path

from planner.cli.load import inputs, load_with
from planner.cli.page import Whole, whole_page
from planner.cli.serving.watch import Stamp, stamp
from planner.errors import PlannerError
from planner.goalfile.read import gather_goal
from planner.model.plan import Start
from planner.planning.make_plan import plan_of
from planner.planning.worked import worked_out
from planner.report.live.page import Served, render_live
from planner.words.language import say

LOOK = 0.3  # seconds between two looks at the files


class Keeper:
    """Holds the page to serve; one thread makes it (`keep`), any thread reads it."""

    def __init__(self, goal_file: Path, *, seed: int | None, start: Start) -> None:
        self._goal_file, self._seed, self._start = goal_file, seed, start
        self._page: Whole | None = None
        self._paths: tuple[Path, ...] = (goal_file,)
        self._again = threading.Event()
        self.busy = True
        self.served: Served = self._rendered("")

    def again(self) -> None:
        """Have everything read and planned once more: a change in a database is not seen by itself."""
        self.busy = True
        self._again.set()

    def keep(self) -> None:
        """Plan, then wait for a change, and so on for ever."""
        while True:
            self.busy = True
            made_of = self._plan()
            self.busy = False
            self._wait(made_of)

    def _wait(self, made_of: Stamp) -> None:
        """Until something is another and stays so from one look to the next: a file may be in the middle of being written."""
        before = made_of
        while not self._again.wait(LOOK):
            now = stamp(self._paths)
            if now == before != made_of:
                return
            before = now
        self._again.clear()

    def _plan(self) -> Stamp:
        """Make the page. Returns: what it was made of, as it was before it was read."""
        before = stamp(self._paths)
        try:
            found = gather_goal(self._goal_file)
            if found[0] is not None and (paths := tuple(inputs(found[0]))) != self._paths:
                self._paths = paths
                before = stamp(paths)
            goal, history = load_with(*found, seed=self._seed)
            worked = worked_out(goal, history, start=self._start)
            page = whole_page(plan_of(worked), worked, goal)
            self.served, self._page = render_live(*page, file=self._goal_file.name), page
        except PlannerError as error:
            self.served = self._rendered(str(error))
        except Exception as error:  # noqa: BLE001 - our own mistake: it is told, and the next change planned with
            traceback.print_exc(file=sys.stderr)
            what = f"{type(error).__name__}: {error}"
            self.served = self._rendered(say("planner itself failed: {what}", what=what))
        return before

    def _rendered(self, wrong: str) -> Served:
        return render_live(*(self._page or (None, ())), file=self._goal_file.name, wrong=wrong)
