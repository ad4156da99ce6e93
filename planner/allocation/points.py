"""Tables with more points."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.model.allocation import Task
from planner.model.arrays import Array

_HAIR = 6e-10  # of a limit: by a little less one may be passed
_SAME = 1e-10  # of a table's length: points closer together than this are one


def told_apart(task: Task) -> Array:
    """(n_levers,) [lever units] the least difference of effort that is more than the hair by which limits may be passed."""
    hair = np.divide(task.budget[:, None], task.uses, out=np.zeros(task.uses.shape), where=task.uses > 0)
    used = np.where(task.uses > 0, hair, np.inf).min(axis=0, initial=np.inf)
    length = task.effort[:, -1] - task.effort[:, 0]
    return np.clip(np.where(np.isfinite(used), _HAIR * used, 0.0), _SAME * length, length / 4)


def with_points(task: Task, rows: NDArray[np.intp], points: Array, brought: Array, least: Array) -> Task:
    """The task with more points in the tables of some levers; those of the others are padded.

    Args: rows (n_rows,) levers; points (n_rows, n_points) [lever units], brought [sessions] there; least (n_levers,) [lever units]: of
    two points closer together than this only one stays."""
    if not rows.size:
        return task
    effort, gain, order = merged(task.effort, task.gain, rows, points, brought)
    some = np.arange(len(effort))
    for _ in range(3):  # a point left out may have stood between two others
        e, n = (effort, order) if some.size == len(effort) else (effort[some], order[some])
        lever, left = np.nonzero((e[:, 1:] - e[:, :-1] < least[some, None]) & (e[:, :-1] < e[:, -1:]))
        newer = left + (n[lever, left] < n[lever, left + 1])
        fresh = n[lever, newer] >= task.effort.shape[1]
        if not fresh.any():
            break
        lever, newer = some[lever[fresh]], newer[fresh]
        effort[lever, newer], gain[lever, newer] = effort[lever, -1], gain[lever, -1]
        some = np.unique(lever)
        again = np.argsort(effort[some], axis=1, kind="stable")
        for table in (effort, gain, order):
            table[some] = np.take_along_axis(table[some], again, axis=1)
    return replace(task, effort=_read_only(effort), gain=_read_only(gain))


def merged(
    effort: Array, gain: Array, rows: NDArray[np.intp], points: Array, brought: Array
) -> tuple[Array, Array, NDArray[np.intp]]:
    """Tables with more points for some levers, those of the others padded, and where each point stood before. Args: as `with_points`."""
    if rows.size == len(effort):
        extra, more = points, brought
    else:
        extra, more = (np.repeat(table[:, -1:], points.shape[1], axis=1) for table in (effort, gain))
        extra[rows], more[rows] = points, brought
    effort, gain = np.concatenate([effort, extra], axis=1), np.concatenate([gain, more], axis=1)
    order = effort.argsort(axis=1, kind="stable")
    flat = order + np.arange(0, effort.size, effort.shape[1])[:, None]
    return effort.ravel()[flat], gain.ravel()[flat], order


def _read_only(array: Array) -> Array:
    array.flags.writeable = False
    return array
