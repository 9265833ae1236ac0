/* Small help with elements. Text goes in as text only. */

/** An element with attributes, listeners (functions) and children (elements or texts). */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, '');
    } else if (value !== false && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets a text only if it is another, so that nothing is read out twice. */
export function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * Makes the children of a parent those of these items, by key. Children that stay are the same
 * elements, so the focus stays where it is.
 */
export function sync(parent, items, keyOf, create, update) {
  const before = new Map();
  for (const child of parent.children) {
    before.set(child.dataset.key, child);
  }
  let at = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = before.get(key);
    before.delete(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(child, at);
    }
  }
  for (const gone of before.values()) {
    gone.remove();
  }
}

const whole = new Intl.NumberFormat();
const tenth = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export function number(value) {
  return (value >= 100 || Number.isInteger(value) ? whole : tenth).format(value);
}

export function percent(part, all) {
  return all === 0 ? '–' : tenth.format((100 * part) / all) + ' %';
}

/** Today the time, else the day, too. */
export function moment(date) {
  const today = date.toDateString() === new Date().toDateString();
  const time = date.toLocaleTimeString();
  return today ? time : date.toLocaleDateString() + ' ' + time;
}
