// What happened, newest first, and the log as it is. New events are spoken, a few at a time.

import { $, keep, make, say } from "./dom.js";

const SPOKEN_AT_ONCE = 3;
const AT_END_PX = 24;

export class Events {
  #newest = null;

  show(events, log) {
    const newestFirst = numbered(events ?? []).reverse();
    $("events-none").hidden = newestFirst.length > 0;
    keep($("events"), newestFirst, (event) => event.key, line);
    this.#speak(events ?? []);
    this.#tail(log ?? []);
  }

  #speak(events) {
    const last = events.at(-1)?.at_ms ?? 0;
    if (this.#newest !== null && last > this.#newest) {
      const fresh = events.filter((event) => event.at_ms > this.#newest).slice(-SPOKEN_AT_ONCE);
      say($("spoken"), fresh.map((event) => event.text).join(" "));
    }
    this.#newest = Math.max(last, this.#newest ?? 0);
  }

  #tail(log) {
    const box = $("log");
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
    say(box, log.join("\n"));
    if (atEnd) box.scrollTop = box.scrollHeight;
  }
}

/** The same may be said twice within a millisecond. */
function numbered(events) {
  const seen = new Map();
  return events.map((event) => {
    const words = `${event.at_ms} ${event.text}`;
    const times = (seen.get(words) ?? 0) + 1;
    seen.set(words, times);
    return { ...event, key: `${words} ${times}` };
  });
}

function line(event) {
  const at = new Date(event.at_ms);
  const clock = at.toLocaleTimeString("en-GB");
  const time = make("time", { datetime: at.toISOString() }, clock);
  return make("li", { "data-level": event.level }, time, make("span", {}, event.text));
}
