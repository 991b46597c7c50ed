const ROW_HEIGHT = 30;
const MAX_INDENT = 12;
const WANTED_TICKS = 5;

/** The spans of a trace as a tree beside a time axis. */
class Waterfall {
  /** @param choose is told which span the reader wants to see */
  constructor(choose) {
    this.choose = choose;
    this.closed = new Set();
    this.list = new VirtualList(byId("waterfall"), ROW_HEIGHT, (index) => this.row(this.visible[index]));
    byId("waterfall").addEventListener("keydown", (event) => this.key(event));
  }

  show(trace, span) {
    this.trace = trace;
    this.span = span;
    this.visible = trace.spans.filter((one) => !this.hidden(one));
    this.list.reset(this.visible.length, this.visible.indexOf(span));
    drawAxis(trace.length);
    const { offsetWidth, clientWidth } = byId("waterfall");
    byId("axis").style.setProperty("padding-right", `${offsetWidth - clientWidth}px`);
  }

  /** Whether a span stands below one that is closed. */
  hidden(span) {
    const above = this.parents(span);
    return above.some((parent) => this.closed.has(parent));
  }

  parents(span) {
    const above = [];
    for (let parent = span.above; parent; parent = parent.above) {
      above.push(parent);
    }
    return above;
  }

  toggle(span, close) {
    if (close) {
      this.closed.add(span);
    } else {
      this.closed.delete(span);
    }
    if (this.parents(this.span).includes(span) && close) {
      this.choose(span);
    } else {
      this.show(this.trace, this.span);
    }
  }

  key(event) {
    const to = this.list.target(event.key);
    if (to !== undefined) {
      this.choose(this.visible[to]);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      this.fold(event.key === "ArrowLeft");
    } else if (event.key === "Enter") {
      byId("details").focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  fold(close) {
    const open = this.span.below.length > 0 && !this.closed.has(this.span);
    if (close && !open && this.span.above) {
      this.choose(this.span.above);
    } else if (close && open) {
      this.toggle(this.span, true);
    } else if (!close && this.closed.has(this.span)) {
      this.toggle(this.span, false);
    } else if (!close && open) {
      this.choose(this.span.below[0]);
    }
  }

  row(span) {
    const name = el(
      "div",
      { class: "name" },
      this.twisty(span),
      el("i", { class: "dot", "aria-hidden": "true" }),
      el("span", { class: "text", title: span.name }, shortName(span)),
      span.failed ? el("span", { class: "chip bad", title: span.error }, span.error) : null,
    );
    name.style.setProperty("--depth", Math.min(span.depth, MAX_INDENT));
    return el(
      "div",
      {
        class: `row ${span.category}${span.failed ? " failed" : ""}`,
        role: "treeitem",
        "aria-level": span.depth + 1,
        "aria-expanded": span.below.length === 0 ? null : String(!this.closed.has(span)),
        "aria-label": `${span.name}, ${duration(span.length)}${span.failed ? ", failed" : ""}`,
        on: { click: () => this.choose(span) },
      },
      name,
      el("div", { class: "lane" }, bar(span, this.trace)),
      el("span", { class: "time" }, duration(span.length)),
    );
  }

  twisty(span) {
    if (span.below.length === 0) {
      return el("span", { class: "twisty" });
    }
    const closed = this.closed.has(span);
    const click = (event) => {
      event.stopPropagation();
      this.toggle(span, !closed);
    };
    return el("span", { class: "twisty", "aria-hidden": "true", on: { click } }, closed ? "▸" : "▾");
  }
}

/** Returns a span's name with the model as people call it: without region, provider, date, version. */
function shortName(span) {
  if (span.model === "" || span.name !== `${span.operation} ${span.model}`) {
    return span.name;
  }
  const short = span.model
    .slice(span.model.lastIndexOf("/") + 1)
    .replace(/^(?:[a-z0-9]+\.)+(?=[a-z]{3})/, "")
    .replace(/(?:-\d{8})?(?:-v\d+)?(?::\d+)*$/, "");
  return short === "" ? span.name : `${span.operation} ${short}`;
}

/** Makes a span's bar; the time before the first chunk of an answer is its paler part. */
function bar(span, trace) {
  const whole = trace.length || 1;
  const node = el("div", { class: "bar", title: `${duration((span.start - trace.start) / 1000)} after the trace began` });
  node.style.setProperty("left", `${(100 * (span.start - trace.start)) / 1000 / whole}%`);
  node.style.setProperty("width", `${(100 * span.length) / whole}%`);
  if (span.firstChunk !== undefined && span.length > 0) {
    const wait = el("i", { class: "wait" });
    wait.style.setProperty("width", `${Math.min(100, (100000 * span.firstChunk) / span.length)}%`);
    node.append(wait);
  }
  return node;
}

/** Returns a round number of milliseconds such that about five ticks stand on the axis. */
function tickOf(length) {
  const rough = length / WANTED_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 5, 10].map((step) => step * power);
  return steps.find((step) => step >= rough) ?? steps[3];
}

function drawAxis(length) {
  const axis = fill(byId("axis"), el("span", { class: "name" }), el("div", { class: "lane" }), el("span", { class: "time" }));
  const lane = axis.children[1];
  const tick = length > 0 ? tickOf(length) : 1;
  byId("waterfall").style.setProperty("--tick", length > 0 ? `${(100 * tick) / length}%` : "100%");
  for (let at = 0; at < length * 0.93 || at === 0; at += tick) {
    const mark = el("span", { class: "tick" }, at === 0 ? "0" : tickText(at, tick));
    mark.style.setProperty("left", `${length > 0 ? (100 * at) / length : 0}%`);
    lane.append(mark);
  }
}

/** Returns the time of a tick without more digits than the distance of ticks has. */
function tickText(at, tick) {
  if (tick >= 1000 || at >= 10000) {
    return `${Number((at / 1000).toFixed(2))} s`;
  }
  return `${Number(at.toPrecision(6))} ms`;
}
