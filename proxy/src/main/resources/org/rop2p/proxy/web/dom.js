// Elements from data. What comes from the network becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";

// Signs that draw nothing themselves but turn the text around them, or break its line.
const UNRULY = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/gu;

export const $ = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Sets text only where it differs, so that a selection and a screen reader are left in peace. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function mark(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** What others may have written into a text as it may be shown. */
export function plain(text) {
  return String(text ?? "").replace(UNRULY, "").trim();
}

/** A name as it may be shown: anybody may be called anything. */
export function tame(name, account) {
  const text = plain(name);
  return text === "" ? `Account ${account}` : text;
}

/** At most so many signs, the last an ellipsis where some were cut. */
export function cut(text, most) {
  const signs = Array.from(text);
  return signs.length <= most ? text : signs.slice(0, most - 1).join("") + "…";
}

/**
 * Makes the children of a list those of the items, keeping an item's element, and the keyboard's focus in it, as long as its
 * key is there. Builds with `build(item)`, brings up to date with `update(element, item)`.
 */
export function keep(parent, items, keyOf, build, update) {
  const before = new Map(Array.from(parent.children, (child) => [child.dataset.key, child]));
  const focused = document.activeElement;
  let next = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let element = before.get(key);
    before.delete(key);
    if (!element) {
      element = build(item);
      element.dataset.key = key;
    }
    update?.(element, item);
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
  for (const gone of before.values()) gone.remove();
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}
