// The linear programme behind every bound, as planner/allocation/linear.py has it: few rows, columns between 0 and 1.

const FEASIBLE = 1e-11; // of a row: how far anything may be beyond its limit
const HOPELESS = 1e-9; // of a row: one that no column can bring closer to its limit than this is infeasible
const PIVOT = 1e-11; // of a row: smaller entries count as none
const TIE = 1e-12; // relative

// Maximises profit @ amount where take @ amount <= limit and 0 <= amount <= 1, by a dual simplex with bound flipping.
// profit: (n_columns) ; take: rows of (n_columns) ; limit: (n_rows). Returns {amount, prices, bound, feasible}.
function bestMix(profit, take, limit) {
  const rows = take.length, columns = profit.length, all = columns + rows;
  const scale = take.map((row, r) => rowScale(row, limit[r]));
  const { table, gain, room, unit } = scaled(profit, take, scale);
  const right = limit.map((most, r) => most / scale[r]);
  const full = new Uint8Array(all), isBasic = new Uint8Array(all), at = new Float64Array(all), line = new Float64Array(all);
  const ratio = new Float64Array(all), weight = new Float64Array(all), open = new Int32Array(all);
  for (let j = 0; j < columns; j++) full[j] = gain[j] > 0 ? 1 : 0;
  const basis = scale.map((_, r) => columns + r);
  for (const j of basis) isBasic[j] = 1;
  let feasible = true, prices = new Float64Array(rows);
  for (let turn = 0; turn < 100 + 50 * rows && rows; turn++) {
    const inverse = inverted(basis.map((j) => table.map((row) => row[j])));
    prices = inverse.map((_, r) => inverse.reduce((sum, row, k) => sum + gain[basis[k]] * row[r], 0));
    for (const j of basis) full[j] = 0;
    for (let j = 0; j < all; j++) at[j] = full[j] ? room[j] : 0;
    const rest = right.map((most, r) => most - dot(table[r], at));
    let leaving = -1, worst = FEASIBLE, up = 0;
    for (let k = 0; k < rows; k++) {
      const j = basis[k];
      at[j] = dot(inverse[k], rest);
      const below = -at[j], above = at[j] - room[j];
      if (Math.max(below, above) > worst) {
        worst = Math.max(below, above);
        leaving = k;
        up = below > above ? 1 : 0;
      }
    }
    if (leaving < 0) break;
    line.fill(0);
    for (let r = 0; r < rows; r++) {
      const part = inverse[leaving][r], row = table[r];
      if (part) for (let j = 0; j < all; j++) line[j] += part * row[j];
    }
    let count = 0, reach = 0;
    for (let j = 0; j < all; j++) {
      if (isBasic[j] || (full[j] === up ? line[j] : -line[j]) <= PIVOT) continue;
      let over = gain[j];
      for (let r = 0; r < rows; r++) over -= prices[r] * table[r][j];
      const step = Math.abs(line[j]);
      ratio[j] = Math.abs(over) / step;
      weight[j] = step * room[j];
      reach += weight[j];
      open[count++] = j;
    }
    if (!count || reach < worst - HOPELESS) {
      feasible = worst <= HOPELESS;
      break;
    }
    const entering = crossing(open, count, ratio, weight, worst);
    for (let k = 0; k < entering; k++) full[open[k]] ^= 1;
    full[basis[leaving]] = 1 - up;
    isBasic[basis[leaving]] = 0;
    basis[leaving] = open[entering];
    isBasic[open[entering]] = 1;
  }
  return { ...told(profit, take, limit, Array.from(prices, (price, r) => (Math.max(price, 0) * unit) / scale[r]), at, room), feasible };
}

// The amounts, with a bound that follows from the prices alone.
function told(profit, take, limit, prices, at, room) {
  const amount = new Float64Array(profit.length);
  let bound = dot(prices, limit);
  for (let j = 0; j < profit.length; j++) {
    let over = profit[j];
    for (let r = 0; r < take.length; r++) over -= prices[r] * take[r][j];
    if (over > 0) bound += over;
    amount[j] = take.length ? Math.min(Math.max(at[j] / room[j], 0), 1) : profit[j] > 0 ? 1 : 0;
  }
  return { amount, prices, bound };
}

// Columns counted in what they do to a row, so that all entries are at most 1, and slack columns behind them.
function scaled(profit, take, scale) {
  const rows = take.length, columns = profit.length, all = columns + rows;
  const room = new Float64Array(all).fill(Infinity), gain = new Float64Array(all);
  const table = take.map(() => new Float64Array(all));
  let unit = 0;
  for (let j = 0; j < columns; j++) {
    let size = 0;
    for (let r = 0; r < rows; r++) size = Math.max(size, Math.abs(take[r][j]) / scale[r]);
    size = size || 1;
    for (let r = 0; r < rows; r++) table[r][j] = take[r][j] / (scale[r] * size);
    gain[j] = profit[j] / size;
    room[j] = size;
    unit = Math.max(unit, Math.abs(gain[j]));
  }
  unit = unit || 1;
  for (let j = 0; j < columns; j++) gain[j] /= unit;
  for (let r = 0; r < rows; r++) table[r][columns + r] = 1;
  return { table, gain, room, unit };
}

// Orders the open columns so that those to flip come first, cheapest ones, and returns the place of the one that enters: at which
// the weights pass the need. A quickselect: nothing is sorted.
function crossing(open, count, ratio, weight, need) {
  let low = 0, high = count, left = need * (1 - TIE);
  while (high - low > 1) {
    const pivot = ratio[open[(low + high) >> 1]];
    let less = low, same = low, lower = 0, tied = 0;
    for (let k = low; k < high; k++) {
      const j = open[k];
      if (ratio[j] > pivot) continue;
      open[k] = open[same];
      open[same++] = j;
      if (ratio[j] === pivot) tied += weight[j];
      else {
        open[same - 1] = open[less];
        open[less++] = j;
        lower += weight[j];
      }
    }
    if (lower > left) high = less;
    else if (lower + tied > left || same === high) {
      left -= lower;
      for (let k = less; k < same - 1; k++) {
        left -= weight[open[k]];
        if (left < 0) return k;
      }
      return same - 1;
    } else {
      left -= lower + tied;
      low = same;
    }
  }
  return low;
}

// What rounding is measured against: the largest entry, or the limit where no more than that can be taken.
function rowScale(row, limit) {
  let size = 0, taking = true;
  for (let j = 0; j < row.length; j++) {
    if (row[j] < 0) taking = false;
    size = Math.max(size, Math.abs(row[j]));
  }
  return (taking && limit > 1e-15 * size ? Math.min(size, limit) : size) || 1;
}

// The inverse of a small matrix given by its columns, as rows.
function inverted(columns) {
  const size = columns.length;
  const rows = columns.map((_, r) => [...columns.map((column) => column[r]), ...columns.map((_c, c) => (c === r ? 1 : 0))]);
  for (let c = 0; c < size; c++) {
    let best = c;
    for (let r = c + 1; r < size; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[best][c])) best = r;
    [rows[c], rows[best]] = [rows[best], rows[c]];
    const lead = rows[c][c] || 1e-300;
    for (let k = 0; k < 2 * size; k++) rows[c][k] /= lead;
    for (let r = 0; r < size; r++) {
      const factor = rows[r][c];
      if (r !== c && factor) for (let k = 0; k < 2 * size; k++) rows[r][k] -= factor * rows[c][k];
    }
  }
  return rows.map((row) => row.slice(size));
}

function dot(one, other) {
  let sum = 0;
  for (let j = 0; j < one.length; j++) sum += one[j] * other[j];
  return sum;
}
