const MARGIN_ROWS = 10;
const MAX_ROWS_SHOWN = 120;

/**
 * A list of rows of one height, of which only those in sight are in the document. The arrow keys move a
 * cursor that assistive technology hears of.
 */
class VirtualList {
  /**
   * @param scroller the element that scrolls
   * @param rowHeight the height of a row in pixels
   * @param show makes the row of an index
   */
  constructor(scroller, rowHeight, show) {
    this.scroller = scroller;
    this.rowHeight = rowHeight;
    this.show = show;
    this.count = 0;
    this.cursor = -1;
    this.all = false;
    this.rows = el("div", { class: "rows", role: "presentation" });
    fill(scroller, this.rows);
    scroller.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(scroller);
    window.addEventListener("beforeprint", () => this.drawAll(true));
    window.addEventListener("afterprint", () => this.drawAll(false));
  }

  /** Has this many rows from now on, and this one under the cursor. */
  reset(count, cursor) {
    this.count = count;
    this.cursor = cursor;
    this.rows.style.setProperty("height", `${count * this.rowHeight}px`);
    this.reveal();
    this.draw();
  }

  drawAll(all) {
    this.all = all;
    this.draw();
  }

  draw() {
    const top = Math.floor(this.scroller.scrollTop / this.rowHeight) - MARGIN_ROWS;
    const inSight = Math.ceil(this.scroller.clientHeight / this.rowHeight) + 2 * MARGIN_ROWS;
    const from = this.all ? 0 : Math.max(0, top);
    const to = this.all ? this.count : Math.min(this.count, from + Math.min(inSight, MAX_ROWS_SHOWN));
    const nodes = [];
    for (let index = from; index < to; index++) {
      const row = this.show(index);
      row.id = `${this.scroller.id}-${index}`;
      row.style.setProperty("top", `${index * this.rowHeight}px`);
      row.setAttribute("aria-setsize", this.count);
      row.setAttribute("aria-posinset", index + 1);
      row.setAttribute("aria-selected", index === this.cursor);
      nodes.push(row);
    }
    fill(this.rows, nodes);
    if (this.cursor >= from && this.cursor < to) {
      this.scroller.setAttribute("aria-activedescendant", `${this.scroller.id}-${this.cursor}`);
    } else {
      this.scroller.removeAttribute("aria-activedescendant");
    }
  }

  /** Scrolls so far that the row under the cursor is in sight. */
  reveal() {
    const top = this.cursor * this.rowHeight;
    const height = this.scroller.clientHeight;
    if (this.cursor < 0 || top < this.scroller.scrollTop) {
      this.scroller.scrollTop = Math.max(0, top);
    } else if (top + this.rowHeight > this.scroller.scrollTop + height) {
      this.scroller.scrollTop = top + this.rowHeight - height;
    }
  }

  /** Returns where a key takes the cursor; undefined for a key that moves nothing. */
  target(key) {
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeight) - 1);
    const moves = new Map([
      ["ArrowDown", this.cursor + 1],
      ["ArrowUp", this.cursor - 1],
      ["PageDown", this.cursor + page],
      ["PageUp", this.cursor - page],
      ["Home", 0],
      ["End", this.count - 1],
    ]);
    const to = moves.get(key);
    return to === undefined || this.count === 0 ? undefined : Math.max(0, Math.min(this.count - 1, to));
  }
}
