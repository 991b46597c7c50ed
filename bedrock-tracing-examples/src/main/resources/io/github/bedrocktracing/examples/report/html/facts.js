/** Makes the figures of a span: time, tokens, cost. */
function spanFigures(span) {
  const { usage } = span;
  const counted = usage.input !== undefined || usage.output !== undefined;
  const below = sumOf(counted ? [] : descendants(span));
  return el(
    "dl",
    { class: "figures" },
    figure("Time", duration(span.length)),
    span.firstChunk === undefined ? null : figure("First chunk", `after ${duration(span.firstChunk * 1000)}`),
    counted ? figure("Tokens in", usage.input === undefined ? "–" : whole(usage.input)) : null,
    counted ? figure("Tokens out", usage.output === undefined ? "–" : whole(usage.output)) : null,
    span.cost === undefined ? null : figure("Cost", dollars(span.cost)),
    below.counted > 0 ? figure("Tokens in, below", whole(below.input)) : null,
    below.counted > 0 ? figure("Tokens out, below", whole(below.output)) : null,
    below.priced > 0 ? figure("Cost, below", costOf(below)) : null,
  );
}

/** Returns all spans that stand below one. */
function descendants(span) {
  const all = [...span.below];
  for (let i = 0; i < all.length; i++) {
    all.push(...all[i].below);
  }
  return all;
}

function figure(label, value, kind) {
  return el("div", { class: kind ? `figure ${kind}` : "figure" }, el("dt", null, label), el("dd", null, value));
}

/** Makes the split of a span's tokens: what came from a cache, went to it, was reasoning. */
function tokenSplit(span) {
  const { input, output, read, written, reasoning } = span.usage;
  if (!input && !output) {
    return null;
  }
  const shares = [
    ["read", "read from cache", read],
    ["written", "written to cache", written],
    ["fresh", "uncached input", Math.max(0, (input || 0) - read - written)],
    ["reasoning", "reasoning", reasoning],
    ["output", "output", Math.max(0, (output || 0) - reasoning)],
  ].filter(([, , count]) => count > 0);
  const all = shares.reduce((sum, [, , count]) => sum + count, 0);
  const bars = shares.map(([kind, , count]) => {
    const share = el("i", { class: kind });
    share.style.setProperty("width", `${(100 * count) / all}%`);
    return share;
  });
  return el(
    "div",
    { class: "split" },
    el("div", { class: "strip", "aria-hidden": "true" }, bars),
    el(
      "ul",
      null,
      shares.map(([kind, label, count]) => el("li", null, el("i", { class: kind, "aria-hidden": "true" }), `${whole(count)} ${label}`)),
    ),
  );
}

/** Makes what is known of a failure. */
function failure(span) {
  if (!span.failed) {
    return null;
  }
  return el(
    "section",
    { class: "failure", "aria-label": "Failure" },
    el("h4", null, span.error),
    span.statusText ? el("p", null, span.statusText) : null,
    span.events
      .filter((event) => event.name === "exception")
      .map((event) => exception(event.attributes)),
  );
}

function exception(attributes) {
  const stack = text(attributes["exception.stacktrace"] ?? "");
  const message = text(attributes["exception.message"] ?? "");
  return [
    el("p", { class: "code" }, text(attributes["exception.type"] ?? "exception")),
    message === "" ? null : el("p", null, message),
    stack === "" ? null : fold("Stack trace", () => clipped(stack, (shown) => el("pre", { class: "plain" }, shown))),
  ];
}

/** Makes the events of a span that are no exception. */
function eventList(span) {
  const events = span.events.filter((event) => event.name !== "exception");
  if (events.length === 0) {
    return null;
  }
  const show = (event) =>
    el(
      "div",
      { class: "event" },
      el("div", null, el("strong", null, event.name), el("span", { class: "at" }, `after ${duration(event.at / 1e6)}`)),
      Object.entries(event.attributes).map(([name, value]) =>
        el("div", { class: "attribute" }, el("span", { class: "code" }, name), jsonOrText(value)),
      ),
    );
  return titled("Events", some(events, 50, show, "events"));
}

/** Makes a section with a heading. */
function titled(heading, ...inside) {
  return el("section", { class: "part" }, el("h3", null, heading), inside);
}

/** Makes a table of the attributes whose names begin so. */
function attributeTable(span, prefixes) {
  const rows = Object.entries(span.attributes).filter(([name]) => prefixes.some((one) => name.startsWith(one)));
  return rows.length === 0 ? null : pairs(rows);
}

function pairs(rows) {
  return el(
    "table",
    { class: "pairs" },
    el(
      "tbody",
      null,
      rows.map(([name, value]) =>
        el("tr", null, el("th", { scope: "row" }, name), el("td", null, clipped(Array.isArray(value) ? value.map(text).join(", ") : text(value), (shown) => el("span", null, shown)))),
      ),
    ),
  );
}
