// Tables of effort and gain: their hulls, reading them between points, cutting them; as planner/allocation/{hull,table}.py.

const ON_POINT = 1e-9; // of a table's length: closer to a point than this is on it

// A stretch of a table with the segments of its upper concave hull: their lengths and rises, slopes falling.
function piece(effort, gain) {
  const corner = [];
  for (let k = 0; k < effort.length; k++) {
    if (corner.length && effort[k] <= effort[corner[corner.length - 1]]) continue; // of repeated points the first counts
    while (corner.length > 1) {
      const [a, b] = corner.slice(-2);
      const below = (gain[k] - gain[b]) * (effort[b] - effort[a]) >= (gain[b] - gain[a]) * (effort[k] - effort[b]);
      if (!below) break;
      corner.pop();
    }
    corner.push(k);
  }
  const lengths = [], rises = [];
  for (let n = 1; n < corner.length; n++) {
    lengths.push(effort[corner[n]] - effort[corner[n - 1]]);
    rises.push(gain[corner[n]] - gain[corner[n - 1]]);
  }
  return { effort, gain, lengths, rises };
}

// The last point at or below an effort.
function pointBelow(effort, at) {
  let low = 0, high = effort.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (effort[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

// A row of a table read at an effort, linear between its points.
function valueAt(effort, row, at) {
  const left = Math.min(pointBelow(effort, at), Math.max(effort.length - 2, 0)), right = Math.min(left + 1, effort.length - 1);
  const width = effort[right] - effort[left];
  const part = width > 0 ? Math.min(Math.max((at - effort[left]) / width, 0), 1) : 0;
  return row[left] * (1 - part) + row[right] * part;
}

// The same along a smooth curve: the cubic through the four points around it.
function smoothAt(effort, row, at) {
  const first = Math.min(Math.max(pointBelow(effort, at) - 1, 0), effort.length - 4);
  const points = [0, 1, 2, 3].map((k) => first + k);
  if (first < 0 || points.some((k) => k > first && effort[k] <= effort[k - 1])) return valueAt(effort, row, at);
  return points.reduce((sum, k) => sum + points.reduce((part, j) => (j === k ? part : (part * (at - effort[j])) / (effort[k] - effort[j])), row[k]), 0);
}

function last(row) {
  return row[row.length - 1];
}

function lengthOf(effort) {
  return last(effort) - effort[0];
}

// The point at or below an effort; one a hair above it counts as reached.
function snappedDown(effort, at) {
  return effort[pointBelow(effort, at + ON_POINT * lengthOf(effort))];
}

// The table up to an effort and from it on; where that is no point, it becomes the end of both, unless only points count.
function halves({ effort, gain }, at, stepped) {
  let low = pointBelow(effort, at), high = Math.min(low + 1, effort.length - 1);
  const hair = ON_POINT * lengthOf(effort);
  if (Math.abs(effort[low] - at) <= hair) high = low;
  else if (Math.abs(effort[high] - at) <= hair) low = high;
  if (low === high || stepped) {
    return [piece(effort.slice(0, low + 1), gain.slice(0, low + 1)), piece(effort.slice(high), gain.slice(high))];
  }
  const there = valueAt(effort, gain, at);
  return [
    piece([...effort.slice(0, low + 1), at], [...gain.slice(0, low + 1), there]),
    piece([at, ...effort.slice(high)], [there, ...gain.slice(high)]),
  ];
}

// The table without what lies beyond an effort.
function upTo(table, most, stepped) {
  if (most >= last(table.effort)) return table;
  return halves(table, Math.max(most, table.effort[0]), stepped)[0];
}
