// The doctor: a verdict, what to do, and a text for the admin.

import { tell } from "./api.js";
import { $, make, say } from "./dom.js";

const OUTCOMES = { ok: "fine", warn: "could be better", fail: "wrong", skipped: "not looked at" };
const ORDER = ["fail", "warn", "ok", "skipped"];

export class Doctor {
  constructor() {
    $("doctor-run").addEventListener("click", () => this.#run());
    $("doctor-copy").addEventListener("click", () => this.#copy());
  }

  async #run() {
    const button = $("doctor-run");
    button.disabled = true;
    say(button, "Looking, a few seconds …");
    const found = await tell("/api/doctor");
    button.disabled = false;
    say(button, "Check again");
    say($("doctor-copied"), "");
    $("doctor-text-box").hidden = !found.text;
    $("doctor-text").value = found.text ?? "";
    const verdict = make("p", { class: "verdict", "data-verdict": found.failed ? "bad" : found.verdict }, found.sentence ?? "");
    const checks = [...(found.checks ?? [])].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
    $("doctor-result").replaceChildren(verdict, make("ul", { class: "checks" }, ...checks.map(entry)));
  }

  async #copy() {
    const box = $("doctor-text");
    let copied = true;
    try {
      await navigator.clipboard.writeText(box.value);
    } catch {
      box.select();
      copied = document.execCommand("copy");
    }
    say($("doctor-copied"), copied ? "Copied." : "Press Ctrl+C to copy the marked text.");
  }
}

function entry(check) {
  const item = make(
    "li",
    { "data-status": check.status },
    make("span", { class: "outcome" }, OUTCOMES[check.status] ?? check.status),
    make("span", { class: "name" }, check.title),
    make("p", {}, check.sentence ?? ""),
  );
  if (check.remedy) item.append(make("p", { class: "remedy" }, check.remedy));
  return item;
}
