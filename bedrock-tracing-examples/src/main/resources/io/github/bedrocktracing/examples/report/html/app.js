const THEMES = ["auto", "light", "dark"];
const TRACE_ROW_HEIGHT = 58;
const LEGEND = ["model", "agent", "tool", "retrieval", "guardrail", "other"];

/** The page: which traces are listed, and which trace and span are looked at. */
class App {
  constructor(report) {
    this.report = report;
    this.listed = report.traces;
    this.traceList = new VirtualList(byId("trace-list"), TRACE_ROW_HEIGHT, (index) => this.traceRow(this.listed[index]));
    this.waterfall = new Waterfall((span) => this.chooseSpan(span));
    byId("trace-list").addEventListener("keydown", (event) => this.traceKey(event));
    byId("find").addEventListener("input", () => this.filter());
    byId("errors-only").addEventListener("change", () => this.filter());
    byId("show-traces").addEventListener("click", () => this.view("traces"));
    byId("show-models").addEventListener("click", () => this.view("models"));
    document.addEventListener("keydown", (event) => this.pageKey(event));
  }

  start() {
    const { report } = this;
    add(byId("origin"), [report.services.slice(0, 3).join(", "), day(report.written)].filter(Boolean).join(" · "));
    add(byId("figures"), reportFigures(report));
    if (report.leftOut > 0) {
      byId("left-out").hidden = false;
      add(byId("left-out"), `${plural(report.leftOut, "earlier span was", "earlier spans were")} left out: the report keeps the newest.`);
    }
    add(byId("legend"), LEGEND.map((kind) => el("span", { class: kind }, el("i", { class: "dot" }), kind)));
    add(byId("legend"), el("span", null, el("i", { class: "dot pale" }), "before the first chunk"));
    this.filter();
  }

  /** Lists the traces that have what is looked for. */
  filter() {
    const wanted = byId("find").value.trim().toLowerCase();
    const failed = byId("errors-only").checked;
    this.listed = this.report.traces.filter(
      (trace) => (!failed || trace.failures > 0) && (wanted === "" || trace.spans.some((span) => mentions(span, wanted))),
    );
    fill(byId("trace-count"), whole(this.listed.length));
    this.chooseTrace(this.listed.includes(this.trace) ? this.trace : this.listed[0]);
  }

  chooseTrace(trace) {
    this.trace = trace;
    this.traceList.reset(this.listed.length, this.listed.indexOf(trace));
    byId("traces-view").classList.toggle("nothing", trace === undefined);
    if (trace === undefined) {
      fill(byId("trace-head"), el("p", { class: "empty" }, this.report.spans.length === 0 ? "No spans were recorded." : "No trace has this."));
      fill(byId("details"));
      return;
    }
    fill(byId("trace-head"), traceHead(trace));
    this.chooseSpan(trace.spans.find((span) => span === this.span) ?? trace.spans[0]);
  }

  chooseSpan(span) {
    this.span = span;
    this.waterfall.show(this.trace, span);
    this.refreshDetails();
  }

  refreshDetails() {
    showDetails(this.span, this.trace);
  }

  traceRow(trace) {
    return el(
      "div",
      { class: "row", role: "option", on: { click: () => this.chooseTrace(trace) } },
      el("div", { class: "title" }, el("span", { class: "text", title: trace.title }, shortName(trace.spans[0])), el("span", { class: "time" }, duration(trace.length))),
      el(
        "div",
        { class: "about" },
        clock(trace.start),
        ` · ${plural(trace.spans.length, "span")}`,
        spent(trace.sums),
        trace.failures > 0 ? el("span", { class: "chip bad" }, plural(trace.failures, "error")) : null,
      ),
    );
  }

  traceKey(event) {
    const to = this.traceList.target(event.key);
    if (to !== undefined) {
      this.chooseTrace(this.listed[to]);
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === "ArrowRight") {
      byId("waterfall").focus();
      event.preventDefault();
    }
  }

  pageKey(event) {
    if (event.key === "/" && !/^(?:INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      byId("find").focus();
      event.preventDefault();
    } else if (event.key === "Escape" && document.activeElement === byId("find")) {
      byId("trace-list").focus();
    }
  }

  view(name) {
    const models = name === "models";
    byId("traces-view").hidden = models;
    byId("filters").hidden = models;
    byId("models-view").hidden = !models;
    byId("show-traces").setAttribute("aria-pressed", !models);
    byId("show-models").setAttribute("aria-pressed", models);
    if (models) {
      fill(byId("models-view"), totalsTable(this.report.spans));
    }
  }
}

/** Returns what a trace cost, or else how many tokens it took. */
function spent(sums) {
  if (sums.priced > 0) {
    return ` · ${costOf(sums)}`;
  }
  return sums.counted > 0 ? ` · ${tokens(sums.input + sums.output)} tokens` : null;
}

/** Whether a span's name or one of its values has this text, in whatever case. */
function mentions(span, wanted) {
  return (
    span.name.toLowerCase().includes(wanted) ||
    span.trace.includes(wanted) ||
    Object.values(span.attributes).some((value) => text(value).toLowerCase().includes(wanted))
  );
}

function reportFigures({ traces, spans }) {
  const sums = sumOf(spans);
  const failures = spans.filter((span) => span.failed).length;
  return [
    figure("Traces", whole(traces.length)),
    figure("Spans", whole(spans.length)),
    figure("Errors", whole(failures), failures > 0 ? "bad" : ""),
    figure("Tokens in", whole(sums.input)),
    sums.read > 0 ? figure("From cache", percent(sums.read, sums.input)) : null,
    figure("Tokens out", whole(sums.output)),
    sums.priced === 0 ? null : figure("Cost", costOf(sums)),
  ];
}

function traceHead(trace) {
  return [
    el("h2", { title: trace.title }, trace.title),
    el(
      "p",
      { class: "about" },
      [day(trace.start), duration(trace.length), plural(trace.spans.length, "span"), trace.session && `session ${trace.session}`, trace.user && `user ${trace.user}`]
        .filter(Boolean)
        .join(" · "),
    ),
  ];
}

/** Goes through the themes; the choice is kept where the browser keeps such things for files. */
function initTheme() {
  const stored = () => {
    try {
      return localStorage.getItem("trace-report-theme");
    } catch {
      return null;
    }
  };
  const apply = (theme) => {
    document.documentElement.setAttribute("data-theme", theme);
    fill(byId("theme"), `Theme: ${theme}`);
  };
  apply(THEMES.includes(stored()) ? stored() : "auto");
  byId("theme").addEventListener("click", () => {
    const now = document.documentElement.getAttribute("data-theme");
    const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
    apply(next);
    try {
      localStorage.setItem("trace-report-theme", next);
    } catch {
      // Without storage the choice holds until the page is closed.
    }
  });
}

initTheme();
const app = new App(readReport());
app.start();
