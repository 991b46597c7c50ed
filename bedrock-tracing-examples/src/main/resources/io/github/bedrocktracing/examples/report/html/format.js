const WHOLE = new Intl.NumberFormat("en-US");
const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** Returns a duration in milliseconds as text of three or four digits. */
function duration(ms) {
  if (!Number.isFinite(ms)) {
    return "–";
  }
  if (ms < 1) {
    return `${Number(ms.toPrecision(2))} ms`;
  }
  if (ms < 10) {
    return `${ms.toFixed(1)} ms`;
  }
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  if (ms < 60000) {
    return `${(ms / 1000).toFixed(2)} s`;
  }
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

function whole(number) {
  return WHOLE.format(number);
}

/** Returns a count of tokens in little room. */
function tokens(number) {
  return number < 10000 ? whole(number) : COMPACT.format(number);
}

/** Returns US dollars with three digits that count. */
function dollars(amount) {
  if (amount === 0) {
    return "$0";
  }
  if (amount >= 1) {
    return `$${WHOLE.format(Number(amount.toFixed(2)))}`;
  }
  const digits = Math.min(12, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(amount)))));
  return `$${amount.toFixed(digits)}`;
}

function percent(part, all) {
  return `${Math.round((100 * part) / all)}%`;
}

/** Returns a size in bytes as text. */
function bytes(size) {
  if (size < 1000) {
    return `${whole(size)} B`;
  }
  return size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

function two(number) {
  return String(number).padStart(2, "0");
}

/** Returns the local time of day of a moment, given in microseconds since 1970. */
function clock(micros) {
  const at = new Date(micros / 1000);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Returns the local day and time of a moment, given in microseconds since 1970. */
function day(micros) {
  const at = new Date(micros / 1000);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock(micros)}`;
}

function plural(count, one, many) {
  return `${whole(count)} ${count === 1 ? one : many || `${one}s`}`;
}

/** Returns a value as text: a text as it is, anything else as JSON. */
function text(value) {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}
