const MESSAGES_AT_ONCE = 20;
const PARTS_AT_ONCE = 50;
const LONG_MESSAGE = 1200;

/** The way messages are shown: with their markdown, or as the text that it is. */
const reading = { markdown: true };

/**
 * Makes a conversation of the JSON text of messages. Of many the last ones are shown, the others on
 * demand.
 *
 * @param names the names of tools by the id of their call, filled and read
 */
function conversation(json, names) {
  const messages = parsed(json);
  if (!Array.isArray(messages)) {
    return unreadable(json);
  }
  messages.forEach((message) => learnNames(message, names));
  const box = el("div", { class: "chat" });
  const cut = Math.max(0, messages.length - MESSAGES_AT_ONCE);
  const shown = messages.slice(cut).map((message) => bubble(message, names));
  if (cut > 0) {
    const earlier = button(`Show ${plural(cut, "earlier message")}`, () => {
      earlier.replaceWith(some(messages.slice(0, cut), 100, (message) => bubble(message, names), "messages"));
    });
    box.append(earlier);
  }
  return add(box, shown);
}

function learnNames(message, names) {
  for (const part of partsOf(message)) {
    if (part && part.id !== undefined && part.name !== undefined) {
      names.set(text(part.id), text(part.name));
    }
  }
}

function partsOf(message) {
  return message && Array.isArray(message.parts) ? message.parts : [];
}

/** Makes a message: who said it, and its parts. */
function bubble(message, names) {
  const role = text(message?.role) || "unknown";
  const known = ["system", "user", "assistant", "tool"].includes(role) ? role : "other";
  const reason = message?.finish_reason === undefined ? null : el("span", { class: "chip" }, text(message.finish_reason));
  return el(
    "section",
    { class: `bubble ${known}`, "aria-label": `Message of ${role}` },
    el("header", null, el("span", { class: "role" }, role), reason),
    some(partsOf(message), PARTS_AT_ONCE, (one) => part(one, names), "parts"),
  );
}

/** Makes the instructions that stand before a conversation; long ones are folded. */
function instructions(json, names) {
  const parts = parsed(json);
  if (!Array.isArray(parts)) {
    return unreadable(json);
  }
  const inside = () => some(parts, PARTS_AT_ONCE, (one) => part(one, names), "parts");
  return el(
    "section",
    { class: "bubble system", "aria-label": "Message of system" },
    json.length > LONG_MESSAGE
      ? fold(`system, ${whole(json.length)} characters`, inside)
      : [el("header", null, el("span", { class: "role" }, "system")), inside()],
  );
}

/** Makes a part of a message, whatever its type says it is. */
function part(value, names) {
  if (value === null || typeof value !== "object") {
    return prose(text(value));
  }
  const type = text(value.type);
  const make = PARTS.get(type);
  return make ? make(value, names) : card(type || "part", "", jsonBlock(without(value, "type")));
}

const PARTS = new Map([
  ["text", (value) => prose(text(value.content))],
  ["reasoning", (value) => fold("Reasoning", () => prose(text(value.content)), { class: "reasoning" })],
  ["redacted_reasoning", () => note("Reasoning that the provider has encrypted")],
  ["cache_point", () => note("Cache point")],
  ["truncated", (value) => note(`Left out by the recorder's limits: ${JSON.stringify(without(value, "type"))}`)],
  ["tool_call", (value) => card("Tool call", text(value.name), jsonOrText(value.arguments ?? {}), value.id)],
  ["server_tool_call", (value) => card("Server tool call", text(value.name), jsonOrText(value.server_tool_call ?? {}), value.id)],
  ["tool_call_response", (value, names) => result("Tool result", value, value.response, names)],
  ["server_tool_call_response", (value, names) => result("Server tool result", value, value.server_tool_call_response, names)],
  ["blob", (value) => media(value, sizeOf(value))],
  ["uri", (value) => media(value, text(value.uri))],
  ["json", (value) => card("JSON", "", jsonBlock(value.json ?? without(value, "type")))],
]);

/** Makes what a tool gave back: parts of their own kinds where it gave some, else JSON or text. */
function result(label, value, response, names) {
  const name = names.get(text(value.id)) ?? "";
  const parts = Array.isArray(response) && response.length > 0 && response.every((one) => one && typeof one.type === "string");
  const inside = parts ? some(response, PARTS_AT_ONCE, (one) => part(one, names), "parts") : jsonOrText(response ?? "");
  return card(label, name, inside, value.id);
}

function card(label, name, inside, id) {
  return el(
    "div",
    { class: "card" },
    el(
      "header",
      null,
      el("span", { class: "label" }, label),
      name === "" ? null : el("strong", null, name),
      id === undefined ? null : el("span", { class: "id" }, text(id)),
    ),
    inside,
  );
}

/** Makes the placeholder of an image or a document, which itself is never shown. */
function media(value, about) {
  return el(
    "div",
    { class: "media" },
    el("strong", null, text(value.modality) || "media"),
    el("span", null, text(value.mime_type ?? "") || "of unknown type"),
    el("span", { class: "about" }, about),
    value.sha256 === undefined ? null : el("span", { class: "id", title: text(value.sha256) }, `sha256 ${text(value.sha256).slice(0, 12)}…`),
  );
}

function sizeOf(value) {
  if (typeof value.byte_size === "number") {
    return bytes(value.byte_size);
  }
  const base64 = typeof value.content === "string" ? value.content.replace(/=+$/, "") : "";
  return base64 === "" ? "" : bytes(Math.floor((base64.length * 3) / 4));
}

function prose(source) {
  return clipped(source, (shown) =>
    reading.markdown ? el("div", { class: "prose" }, markdown(shown)) : el("pre", { class: "plain" }, shown),
  );
}

function note(about) {
  return el("p", { class: "note" }, about);
}

function unreadable(json) {
  return [note("This is not the JSON that messages are recorded as; it may have been cut."), jsonOrText(text(json))];
}

function without(value, ...names) {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
