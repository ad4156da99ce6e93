"""Reviews of made-up logs whose truth is known: coverage of the next unit's range, and wrong stops beside those of raw averages.

python tests/benchmarks/review.py [LOGS]     how many logs of each shape; 200 unless told
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' own helpers

from review_logs import SHAPES
from review_scores import Tally, score

BUCKETS = ((1, 3), (4, 7), (8, 15), (16, 99))


def _share(some: Sequence[bool]) -> str:
    return f"{np.mean(some):.2f}" if some else "   -"


def main() -> None:
    logs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    begun, total = time.process_time(), Tally()
    print(
        f"{'':14}80 % range holds  by executions {BUCKETS}  by visits |  due stops  wrong  lost | raw stops  wrong  as many: wrong"
    )
    for n, shape in enumerate(SHAPES):
        tally = score(shape, range(10_000 * n, 10_000 * n + logs))
        buckets = (
            _share([held for held, count in zip(tally.held, tally.executions, strict=True) if first <= count <= last])
            for first, last in BUCKETS
        )
        print(
            f"{shape.name:14}{_share(tally.held)}   {'  '.join(buckets)}   {_share(tally.by_visits)} | "
            f"{tally.due:4} {tally.stops:5} {tally.wrong:5} {tally.lost:5} | {tally.raw_stops:5} {tally.raw_wrong:5} {tally.few_wrong:5}"
        )
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    print(f"{'all':14}{_share(total.held)}  by visits {_share(total.by_visits)}")
    print(
        f"stops {total.stops} of {total.due} due, wrong {total.wrong} ({total.wrong / total.stops:.1%}), net loss {total.lost / total.stops:.1%}"
    )
    print(
        f"raw averages: stops {total.raw_stops}, wrong {total.raw_wrong} ({total.raw_wrong / total.raw_stops:.1%}); as many stops as ours: wrong {total.few_wrong}"
    )
    print(f"{(time.process_time() - begun) / logs / len(SHAPES) * 1000:.0f} ms of CPU a log")


if __name__ == "__main__":
    main()
