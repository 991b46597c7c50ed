/** What the operations of the conventions are to a reader. */
const CATEGORIES = new Map([
  ["chat", "model"],
  ["text_completion", "model"],
  ["generate_content", "model"],
  ["embeddings", "model"],
  ["rerank", "model"],
  ["count_tokens", "model"],
  ["invoke_agent", "agent"],
  ["create_agent", "agent"],
  ["execute_tool", "tool"],
  ["retrieval", "retrieval"],
  ["search_memory", "retrieval"],
  ["create_memory", "retrieval"],
  ["update_memory", "retrieval"],
  ["delete_memory", "retrieval"],
  ["apply_guardrail", "guardrail"],
  ["invoke_workflow", "agent"],
]);

/** Reads the report's data: traces, the newest first, each with its spans in the order of a tree. */
function readReport() {
  const data = JSON.parse(byId("report-data").textContent);
  const spans = data.spans.map(toSpan);
  const groups = new Map();
  for (const span of spans) {
    if (!groups.has(span.trace)) {
      groups.set(span.trace, []);
    }
    groups.get(span.trace).push(span);
  }
  const traces = [...groups.values()].map(toTrace).sort((a, b) => b.start - a.start);
  const services = [...new Set(spans.map((span) => span.service).filter(Boolean))];
  return { written: data.written * 1000, leftOut: data.leftOut, services, spans, traces };
}

/** Times are in microseconds since 1970, durations in milliseconds. */
function toSpan(raw) {
  const a = raw.attributes;
  const operation = stringOf(a["gen_ai.operation.name"]);
  const length = Math.max(0, raw.duration) / 1e6;
  const error = stringOf(a["error.type"]);
  return {
    ...raw,
    events: raw.events || [],
    links: raw.links || [],
    operation,
    category: CATEGORIES.get(operation) || "other",
    model: stringOf(a["gen_ai.request.model"]),
    length,
    end: raw.start + length * 1000,
    failed: raw.status === "ERROR" || error !== "",
    error: error || (raw.status === "ERROR" ? "error" : ""),
    usage: usageOf(a),
    cost: numberOf(a["llm.cost.usd"]),
    firstChunk: numberOf(a["gen_ai.response.time_to_first_chunk"]),
    children: [],
    below: [],
  };
}

function usageOf(a) {
  return {
    input: numberOf(a["gen_ai.usage.input_tokens"]),
    output: numberOf(a["gen_ai.usage.output_tokens"]),
    read: numberOf(a["gen_ai.usage.cache_read.input_tokens"]) || 0,
    written:
      numberOf(a["gen_ai.usage.cache_creation.input_tokens"]) ||
      numberOf(a["gen_ai.usage.cache_write.input_tokens"]) ||
      0,
    reasoning: numberOf(a["gen_ai.usage.reasoning.output_tokens"]) || 0,
  };
}

function numberOf(value) {
  return typeof value === "number" ? value : undefined;
}

function stringOf(value) {
  return typeof value === "string" ? value : "";
}

/** Makes a trace of spans; one whose parent is not among them is a root. */
function toTrace(spans) {
  const byStart = (a, b) => a.start - b.start || b.length - a.length;
  spans.sort(byStart);
  const known = new Map(spans.map((span) => [span.span, span]));
  const roots = [];
  for (const span of spans) {
    const parent = known.get(span.parent);
    if (parent && parent !== span) {
      parent.children.push(span);
    } else {
      span.orphan = span.parent !== undefined;
      roots.push(span);
    }
  }
  const ordered = flatten(roots, spans);
  const trace = {
    id: spans[0].trace,
    title: ordered[0].name,
    spans: ordered,
    start: spans[0].start,
    end: spans.reduce((latest, span) => Math.max(latest, span.end), 0),
    failures: ordered.filter((span) => span.failed).length,
    session: first(spans, "session.id"),
    user: first(spans, "user.id"),
    sums: sumOf(ordered),
  };
  trace.length = (trace.end - trace.start) / 1000;
  return trace;
}

/** Returns every span once, below the one that caused it; spans in a circle stand at the end. */
function flatten(roots, all) {
  const ordered = [];
  const seen = new Set();
  const visit = (root) => {
    const open = [[root, 0]];
    while (open.length > 0) {
      const [span, depth, above] = open.pop();
      if (seen.has(span)) {
        continue;
      }
      seen.add(span);
      span.depth = depth;
      span.above = above;
      above?.below.push(span);
      ordered.push(span);
      for (let i = span.children.length - 1; i >= 0; i--) {
        open.push([span.children[i], depth + 1, span]);
      }
    }
  };
  roots.forEach(visit);
  all.filter((span) => !seen.has(span)).forEach(visit);
  return ordered;
}

function first(spans, name) {
  const found = spans.find((span) => stringOf(span.attributes[name]) !== "");
  return found ? found.attributes[name] : "";
}
