const MAX_NESTING = 6;
const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*)$/;
const RULE = /^ {0,3}(?:-\s*){3,}$|^ {0,3}(?:\*\s*){3,}$/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;
const TABLE_RULE = /^\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$/;

/**
 * Makes nodes of a model's markdown: paragraphs, headings, lists, quotes, tables, code, bold, italic.
 * Markup of HTML stays text. A link is shown as its text and its address and cannot be followed, and of
 * an image its description and its address are shown.
 */
function markdown(source, nesting = 0) {
  const lines = source.split("\n");
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = FENCE.exec(line);
    if (fence) {
      let end = at + 1;
      while (end < lines.length && !closes(lines[end], fence[1])) {
        end++;
      }
      blocks.push(el("pre", { class: "code" }, el("code", null, lines.slice(at + 1, end).join("\n"))));
      at = end + 1;
    } else if (line.trim() === "") {
      at++;
    } else if (HEADING.test(line)) {
      blocks.push(el("p", { class: "heading" }, inline(HEADING.exec(line)[2])));
      at++;
    } else if (RULE.test(line)) {
      blocks.push(el("hr"));
      at++;
    } else if (QUOTE.test(line)) {
      const end = after(lines, at, (next) => QUOTE.test(next));
      const inner = lines.slice(at, end).map((quoted) => QUOTE.exec(quoted)[1]).join("\n");
      blocks.push(el("blockquote", null, nesting < MAX_NESTING ? markdown(inner, nesting + 1) : inner));
      at = end;
    } else if (ITEM.test(line)) {
      const end = after(lines, at, (next) => ITEM.test(next) || /^\s+\S/.test(next));
      blocks.push(list(lines.slice(at, end), nesting));
      at = end;
    } else if (line.includes("|") && at + 1 < lines.length && TABLE_RULE.test(lines[at + 1])) {
      const end = after(lines, at, (next) => next.includes("|"));
      blocks.push(table(lines.slice(at, end)));
      at = end;
    } else {
      const end = after(lines, at, (next) => next.trim() !== "" && !begins(next));
      blocks.push(el("p", null, inline(lines.slice(at, end).join("\n"))));
      at = end;
    }
  }
  return blocks;
}

function closes(line, fence) {
  const end = line.trim();
  return end.length >= fence.length && end === fence[0].repeat(end.length);
}

function begins(line) {
  return FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || ITEM.test(line) || RULE.test(line);
}

/** Returns the index after the lines from here on that belong together. */
function after(lines, at, belongs) {
  let end = at + 1;
  while (end < lines.length && belongs(lines[end])) {
    end++;
  }
  return end;
}

/** Makes a list; lines that are indented further than the first belong to the item above them. */
function list(lines, nesting) {
  const [, indent, number] = ITEM.exec(lines[0]);
  const items = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item && item[1].length <= indent.length) {
      items.push({ head: item[3], below: [] });
    } else {
      items[items.length - 1].below.push(line);
    }
  }
  const nodes = items.map(({ head, below }) =>
    el("li", null, inline(head), below.length === 0 ? null : beneath(below, nesting)),
  );
  return el(number === undefined ? "ul" : "ol", { start: number === undefined ? null : number }, nodes);
}

function beneath(lines, nesting) {
  const inner = lines.join("\n");
  if (nesting >= MAX_NESTING) {
    return inner;
  }
  return ITEM.test(lines[0]) ? markdown(inner, nesting + 1) : [" ", inline(inner.trim())];
}

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const row = (line, tag) => el("tr", null, cells(line).map((cell) => el(tag, null, inline(cell))));
  return el(
    "table",
    { class: "prose" },
    el("thead", null, row(lines[0], "th")),
    el("tbody", null, lines.slice(2).map((line) => row(line, "td"))),
  );
}

/** Makes nodes of a text with code, bold, italic, links and images in it. */
function inline(source, nesting = 0) {
  const nodes = [];
  const missing = new Set();
  let plain = "";
  let at = 0;
  const push = (node, next) => {
    nodes.push(plain, node);
    plain = "";
    at = next;
  };
  const closing = (mark, from) => {
    const found = missing.has(mark) ? -1 : source.indexOf(mark, from);
    if (found < 0) {
      missing.add(mark);
    }
    return found;
  };
  while (at < source.length) {
    const mark = nesting < MAX_NESTING ? markAt(source, at) : "";
    if (mark === "\\") {
      plain += source[at + 1];
      at += 2;
      continue;
    }
    const inside = at + mark.length;
    const end = mark === "" || mark === "[" ? -1 : closing(mark, inside);
    if (mark === "[") {
      const link = linkAt(source, at, closing);
      if (link) {
        const kind = source[at - 1] === "!" ? "image" : "link";
        plain = kind === "image" ? plain.slice(0, -1) : plain;
        push(el("span", { class: kind }, link.label, el("span", { class: "address" }, link.address)), link.end);
        continue;
      }
    } else if (end > inside && mark[0] === "`") {
      push(el("code", null, source.slice(inside, end)), end + mark.length);
      continue;
    } else if (end > inside && !/\s/.test(source[inside] + source[end - 1])) {
      const tag = mark.length === 2 ? "strong" : "em";
      push(el(tag, null, inline(source.slice(inside, end), nesting + 1)), end + mark.length);
      continue;
    }
    plain += source.slice(at, Math.max(inside, at + 1));
    at = Math.max(inside, at + 1);
  }
  nodes.push(plain);
  return nodes;
}

/** Returns the mark that begins here; nothing for a character that means itself. */
function markAt(source, at) {
  const c = source[at];
  if (c === "\\" && /[\\`*_[\]#|]/.test(source[at + 1] ?? "")) {
    return "\\";
  }
  if (c === "`") {
    let end = at;
    while (source[end] === "`") {
      end++;
    }
    return source.slice(at, end);
  }
  if (c === "[") {
    return c;
  }
  if (c === "*" || (c === "_" && !/\w/.test(source[at - 1] ?? ""))) {
    return source[at + 1] === c ? c + c : c;
  }
  return "";
}

function linkAt(source, at, closing) {
  const middle = closing("](", at);
  const end = middle < 0 ? -1 : closing(")", middle);
  const label = source.slice(at + 1, middle);
  return end < 0 || label.includes("\n") ? undefined : { label, address: source.slice(middle + 2, end), end: end + 1 };
}
