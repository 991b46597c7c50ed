/** Attributes that have a place of their own, beside which they need none among the others. */
const CONTENT = new Set([
  "gen_ai.system_instructions",
  "gen_ai.input.messages",
  "gen_ai.output.messages",
  "gen_ai.tool.definitions",
  "gen_ai.tool.call.arguments",
  "gen_ai.tool.call.result",
  "gen_ai.retrieval.query.text",
  "gen_ai.retrieval.documents",
  "aws.bedrock.guardrail.assessments",
  "aws.bedrock.flow.node.inputs",
  "aws.bedrock.flow.node.outputs",
]);

/** Shows all that is known of a span. */
function showDetails(span, trace) {
  fill(
    byId("details"),
    heading(span),
    spanFigures(span),
    tokenSplit(span),
    failure(span),
    outcome(span),
    content(span),
    eventList(span),
    titledOrNothing("Parameters", attributeTable(span, ["gen_ai.request."])),
    titledOrNothing("Session", attributeTable(span, ["session.", "user.", "gen_ai.conversation."])),
    fold("All attributes", () => allAttributes(span, trace), { class: "all" }),
  );
  byId("details").scrollTop = 0;
}

function heading(span) {
  const raw = button(
    reading.markdown ? "As plain text" : "With markdown",
    () => {
      reading.markdown = !reading.markdown;
      app.refreshDetails();
    },
    { class: "quiet raw" },
  );
  return el(
    "header",
    { class: `head ${span.category}` },
    el("h2", null, span.name),
    el(
      "p",
      { class: "chips" },
      el("span", { class: "chip kind" }, span.operation || "span"),
      el("span", { class: "chip" }, span.kind.toLowerCase()),
      listOf(span.attributes["gen_ai.response.finish_reasons"]).map((reason) => el("span", { class: "chip" }, reason)),
      span.failed ? el("span", { class: "chip bad" }, span.error) : null,
      span.orphan ? el("span", { class: "chip", title: "Its parent is not among the spans of this report." }, "parent elsewhere") : null,
      raw,
    ),
  );
}

function listOf(value) {
  return Array.isArray(value) ? value.map(text) : [];
}

/** Makes what the service or a guardrail did to the call, and what the recorder's limits cut. */
function outcome(span) {
  const rows = [
    ["Stream", "aws.bedrock.stream.outcome"],
    ["Guardrail", "aws.bedrock.guardrail.action"],
    ["Policies", "aws.bedrock.guardrail.policies"],
    ["Effect", "aws.bedrock.guardrail.effect"],
    ["Retries", "aws.bedrock.retry_count"],
    ["Service tier", "aws.bedrock.service_tier"],
    ["Service's latency", "aws.bedrock.invocation_latency_ms"],
  ]
    .filter(([, name]) => span.attributes[name] !== undefined && span.attributes[name] !== "complete")
    .map(([label, name]) => [label, name.endsWith("_ms") ? `${text(span.attributes[name])} ms` : span.attributes[name]]);
  const cut = Object.entries(span.attributes).filter(([name]) => /^aws\.bedrock\.agent\..*(?:dropped|ended_early)$/.test(name));
  return rows.length + cut.length === 0 ? null : titled("Outcome", pairs([...rows, ...cut]));
}

/** Makes what was said, taken, given and found. */
function content(span) {
  const a = span.attributes;
  const names = new Map();
  const has = (name) => a[name] !== undefined;
  const input = has("gen_ai.input.messages") ? conversation(text(a["gen_ai.input.messages"]), names) : null;
  const output = has("gen_ai.output.messages") ? conversation(text(a["gen_ai.output.messages"]), names) : null;
  const system = has("gen_ai.system_instructions") ? instructions(text(a["gen_ai.system_instructions"]), names) : null;
  return [
    system || input || output ? titled("Conversation", system, input, output && input ? el("p", { class: "divider" }, "Answer") : null, output) : null,
    has("gen_ai.tool.definitions") ? fold("Tools on offer", () => jsonOrText(text(a["gen_ai.tool.definitions"])), { class: "all" }) : null,
    given(a, "Arguments", "gen_ai.tool.call.arguments"),
    given(a, "Result", "gen_ai.tool.call.result"),
    has("gen_ai.retrieval.query.text") ? titled("Query", prose(text(a["gen_ai.retrieval.query.text"]))) : null,
    has("gen_ai.retrieval.documents") ? titled("Documents", documents(text(a["gen_ai.retrieval.documents"]))) : null,
    given(a, "Guardrail assessments", "aws.bedrock.guardrail.assessments"),
    given(a, "Inputs", "aws.bedrock.flow.node.inputs"),
    given(a, "Outputs", "aws.bedrock.flow.node.outputs"),
  ];
}

function given(attributes, heading, name) {
  return attributes[name] === undefined ? null : titled(heading, jsonOrText(attributes[name]));
}

/** Makes the documents of a retrieval, each with its score and its text. */
function documents(json) {
  const found = parsed(json);
  if (!Array.isArray(found)) {
    return unreadable(json);
  }
  const show = (one, index) => {
    const whole = one !== null && typeof one === "object" && !Array.isArray(one) ? one : { content: one };
    const score = typeof whole.score === "number" ? `score ${Number(whole.score.toFixed(3))}` : `${index + 1}`;
    const rest = without(whole, "score", "content", "id");
    const body = typeof whole.content === "string" ? prose(whole.content) : whole.content === undefined ? null : jsonBlock(whole.content);
    return card("Document", score, [body, Object.keys(rest).length === 0 ? null : fold("More", () => jsonBlock(rest))], whole.id);
  };
  return some(found, 10, show, "documents");
}

function titledOrNothing(heading, inside) {
  return inside === null ? null : titled(heading, inside);
}

/** Makes a table of every attribute that is shown nowhere else, and of what a span is besides. */
function allAttributes(span, trace) {
  return pairs([
    ["started", day(span.start)],
    ["trace id", trace.id],
    ["span id", span.span],
    ...(span.parent === undefined ? [] : [["parent id", span.parent]]),
    ["scope", span.scope],
    ...(span.service === undefined ? [] : [["service.name", span.service]]),
    ...span.links.map((link) => ["link", `${link.trace} ${link.span}`]),
    ...Object.entries(span.attributes).filter(([name]) => !CONTENT.has(name)),
  ]);
}
