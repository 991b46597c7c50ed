/**
 * Makes an element. Children that are no nodes become text nodes; nothing on this page is ever read as
 * markup. The names of tags, attributes and classes are the page's own, never a span's.
 */
function el(tag, options, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options || {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name === "class") {
      node.className = value;
    } else if (name === "on") {
      for (const [type, listener] of Object.entries(value)) {
        node.addEventListener(type, listener);
      }
    } else {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  return add(node, children);
}

/** Appends nodes and texts, however deep in arrays they stand; null and undefined are nothing. */
function add(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) {
      node.append(child);
    }
  }
  return node;
}

/** Puts new children in the place of all others. */
function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

function byId(id) {
  return document.getElementById(id);
}

/** Makes a button that runs an action. */
function button(label, action, options) {
  return el("button", { type: "button", class: "quiet", on: { click: action }, ...options }, label);
}

/**
 * Shows the first of many items, and a button for more of them.
 *
 * @param items what there is
 * @param step how many are shown at once
 * @param show makes the node of an item
 * @param noun what the button calls them
 */
function some(items, step, show, noun) {
  const box = el("div", { class: "some" });
  let shown = 0;
  const more = () => {
    const next = items.slice(shown, shown + step);
    shown += next.length;
    add(box, next.map((item, index) => show(item, shown - next.length + index)));
    if (shown < items.length) {
      const left = items.length - shown;
      const rest = button(`Show ${Math.min(step, left)} of ${left} more ${noun}`, () => {
        rest.remove();
        more();
      });
      box.append(rest);
    }
  };
  more();
  return box;
}

/** Makes a fold whose inside is made when it is first opened. */
function fold(summary, inside, options) {
  const box = el("details", options, el("summary", null, summary));
  box.addEventListener("toggle", () => {
    if (box.open && box.children.length === 1) {
      add(box, inside());
    }
  });
  return box;
}
