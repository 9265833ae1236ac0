// What is wrong now and what to do: each sentence is spoken when it comes, and goes when it is over.

import { $, keep, make, plain } from "./dom.js";

const LEVELS = ["bad", "warn"];

export function showNotices(notices) {
  for (const level of LEVELS) {
    const all = notices.filter((notice) => notice.level === level);
    keep($(`notices-${level}`), all, (notice) => `${notice.topic} ${notice.text}`, line);
  }
}

function line(notice) {
  return make("p", { class: "notice", "data-topic": notice.topic }, plain(notice.text));
}
