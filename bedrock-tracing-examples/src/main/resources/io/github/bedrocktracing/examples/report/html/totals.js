/** Returns the tokens and the cost of spans together, and of how many spans either is known. */
function sumOf(spans) {
  const sums = { input: 0, output: 0, read: 0, written: 0, cost: 0, counted: 0, priced: 0 };
  for (const span of spans) {
    if (span.usage.input !== undefined || span.usage.output !== undefined) {
      sums.counted++;
    }
    sums.input += span.usage.input || 0;
    sums.output += span.usage.output || 0;
    sums.read += span.usage.read;
    sums.written += span.usage.written;
    if (span.cost !== undefined) {
      sums.cost += span.cost;
      sums.priced++;
    }
  }
  return sums;
}

/** Returns the cost of several calls as text; of some the price may not be known. */
function costOf(sums) {
  if (sums.priced === 0) {
    return "–";
  }
  return sums.priced < sums.counted ? `≥ ${dollars(sums.cost)}` : dollars(sums.cost);
}

/** Returns the value that this share of the sorted values does not exceed. */
function percentile(sorted, share) {
  return sorted.length === 0
    ? undefined
    : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Returns a row for each model and operation, those with the most cost and tokens first. */
function modelTotals(spans) {
  const groups = new Map();
  for (const span of spans) {
    if (span.model === "" || span.category !== "model") {
      continue;
    }
    const key = JSON.stringify([span.model, span.operation]);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(span);
  }
  const rows = [...groups.values()].map((calls) => {
    const times = calls
      .filter((span) => !span.failed)
      .map((span) => span.length)
      .sort((a, b) => a - b);
    return {
      model: calls[0].model,
      operation: calls[0].operation,
      calls: calls.length,
      failures: calls.filter((span) => span.failed).length,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      ...sumOf(calls),
    };
  });
  const weight = (row) => row.input + row.output;
  return rows.sort((a, b) => b.cost - a.cost || weight(b) - weight(a));
}

const TOTAL_COLUMNS = [
  ["Model", (row) => row.model],
  ["Operation", (row) => row.operation],
  ["Calls", (row) => whole(row.calls)],
  ["Errors", (row) => whole(row.failures)],
  ["Tokens in", (row) => whole(row.input)],
  ["Cache read", (row) => whole(row.read)],
  ["Cache write", (row) => whole(row.written)],
  ["Tokens out", (row) => whole(row.output)],
  ["Cost", costOf],
  ["p50", (row) => duration(row.p50 ?? NaN)],
  ["p95", (row) => duration(row.p95 ?? NaN)],
];
const TEXT_COLUMNS = 2;

/** Makes the table of models. */
function totalsTable(spans) {
  const rows = modelTotals(spans);
  if (rows.length === 0) {
    return el("p", { class: "empty" }, "No call of a model is among the spans.");
  }
  const priced = rows.some((row) => row.priced > 0);
  const columns = TOTAL_COLUMNS.filter(([name]) => priced || name !== "Cost");
  const cell = (row, [name, value], index) =>
    el(
      index === 0 ? "th" : "td",
      {
        scope: index === 0 ? "row" : null,
        class: index < TEXT_COLUMNS ? null : name === "Errors" && row.failures > 0 ? "number bad" : "number",
      },
      value(row),
    );
  return el(
    "div",
    { class: "pane totals" },
    el(
      "table",
      { id: "totals" },
      el("caption", null, "Totals per model"),
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          columns.map(([name], index) =>
            el("th", { scope: "col", class: index < TEXT_COLUMNS ? null : "number" }, name),
          ),
        ),
      ),
      el("tbody", null, rows.map((row) => el("tr", null, columns.map((column, index) => cell(row, column, index))))),
    ),
    el(
      "p",
      { class: "fine" },
      "Tokens in include those read from and written to a cache. Latencies are of calls that did not fail.",
      priced ? " Where the price of a call is not known, its cost is not counted." : null,
    ),
  );
}
