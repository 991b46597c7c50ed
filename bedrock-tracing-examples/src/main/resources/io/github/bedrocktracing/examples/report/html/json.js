const MAX_COLOURED = 20000;
const MAX_TEXT = 20000;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads JSON text; undefined where it is none. */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Makes a block of a value's JSON, indented and coloured. */
function jsonBlock(value) {
  const json = JSON.stringify(value, null, 2) ?? "";
  return clipped(json, (part) =>
    el("pre", { class: "json" }, part.length > MAX_COLOURED ? part : coloured(part)),
  );
}

/** Makes a block of a text that may be JSON. */
function jsonOrText(value) {
  if (typeof value !== "string") {
    return jsonBlock(value);
  }
  const structure = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
  return structure === undefined
    ? clipped(value, (part) => el("pre", { class: "plain" }, part))
    : jsonBlock(structure);
}

/** Shows the beginning of a long text, and the whole of it on demand. */
function clipped(whole, show) {
  if (whole.length <= MAX_TEXT) {
    return show(whole);
  }
  const box = el("div", null, show(whole.slice(0, MAX_TEXT)));
  add(box, button(`Show all ${WHOLE.format(whole.length)} characters`, () => fill(box, show(whole))));
  return box;
}

function coloured(json) {
  const nodes = [];
  let done = 0;
  for (const match of json.matchAll(TOKEN)) {
    nodes.push(json.slice(done, match.index));
    const [all, string, colon] = match;
    if (string !== undefined) {
      nodes.push(el("span", { class: colon === undefined ? "string" : "key" }, string), colon ?? "");
    } else {
      nodes.push(el("span", { class: "atom" }, all));
    }
    done = match.index + all.length;
  }
  nodes.push(json.slice(done));
  return nodes;
}
