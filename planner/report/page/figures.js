// Figures as planner/words/figures.py writes them, and texts with holes.

function plainNumber(value) {
  const text = String(value);
  const plain = text.includes("e") ? value.toFixed(9).replace(/\.?0+$/, "") : text;
  return /^[1-9]\d{0,2}\.\d{3}$/.test(plain) ? `${plain}0` : plain; // 1.241 may be 1,241: a goal file asks
}

// As a number box has room for: six digits, of large values all before the point.
function shownNumber(value) {
  return plainNumber(Number(Math.abs(value) >= 1e5 ? Math.round(value) : value.toPrecision(6)));
}

function grouped(value, decimals) {
  const text = value.toLocaleString("en-US", { maximumFractionDigits: Math.max(decimals, 0), useGrouping: true });
  return text === "-0" ? "0" : text;
}

function rounded(value) {
  return value ? Number(value.toPrecision(3)) : 0;
}

function sessionsText(value) {
  return grouped(rounded(value), 0);
}

function amountText(value) {
  const size = Math.abs(value);
  return grouped(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

function percentText(texts, chance) {
  return chance < 0.01 ? texts.under : chance > 0.99 ? texts.over : filled(texts.percent, { figure: Math.round(chance * 100) });
}

function filled(text, holes) {
  return text.split(/\{(\w+)\}/).reduce((done, piece, n) => beside(done, n % 2 ? String(holes[piece]) : piece), "");
}

// Both texts with a blank between them where Chinese has one, as planner/words/spacing.py sets it.
function beside(one, other) {
  const ends = one.slice(-1) + other.slice(0, 1);
  const touch = /^(?:[\u3400-\u4dbf\u4e00-\u9fff][0-9A-Za-z\u00c0-\u024f%+±`\-]|[0-9A-Za-z\u00c0-\u024f%+±`\-][\u3400-\u4dbf\u4e00-\u9fff])$/;
  return touch.test(ends) ? `${one} ${other}` : one + other;
}
