// First run: what the player types is checked while he types, and started when he says so.

import { ask, tell } from "./api.js";
import { $, mark, say } from "./dom.js";

const TYPING_PAUSE_MS = 600;
const LEAVING_PAUSE_MS = 200; // an answer must not move what is just being clicked
const FIELDS = ["address", "folder"];

/** `onStarted(sentence)` once the proxy has written what it needs and begun. */
export class Setup {
  #onStarted;
  #timer = 0;
  #asked = 0;
  #prepared = false;
  #privacyTouched = false;

  constructor(onStarted) {
    this.#onStarted = onStarted;
    for (const id of FIELDS) {
      $(id).addEventListener("input", () => {
        this.#asked++; // an answer to what stood there before is not wanted any more
        answer(id, "", null);
        this.#checkIn(TYPING_PAUSE_MS);
      });
      $(id).addEventListener("change", () => this.#checkIn(LEAVING_PAUSE_MS));
    }
    for (const radio of privacyChoices()) radio.addEventListener("change", () => (this.#privacyTouched = true));
    $("setup-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start();
    });
    $("setup-undo").addEventListener("click", () => this.#undo());
  }

  /** Fills in what is known so far, once. */
  async show() {
    if (this.#prepared) return;
    this.#prepared = true;
    const known = await ask("/api/setup");
    if (known.failed) {
      this.#prepared = false;
      return;
    }
    for (const id of FIELDS) if ($(id).value === "") $(id).value = known[id] ?? "";
    if (!this.#privacyTouched) choosePrivacy(known.privacy ?? "direct");
    say($("listen"), known.listen ?? "");
    if (!$("setup").contains(document.activeElement)) $("address").focus({ preventScroll: true });
    this.#check();
  }

  #checkIn(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), pause);
  }

  async #check() {
    clearTimeout(this.#timer);
    const typed = values();
    if (typed.address === "" && typed.folder === "") {
      for (const id of FIELDS) answer(id, "", null);
      $("setup-undo").hidden = true;
      return;
    }
    const number = ++this.#asked;
    for (const id of FIELDS) if (typed[id] !== "" && $(`${id}-answer`).textContent === "") answer(id, "Looking …", "busy");
    const found = await tell("/api/setup/check", typed);
    if (number !== this.#asked) return;
    if (found.failed) {
      answer("address", found.sentence, false);
      answer("folder", "", null);
      return;
    }
    for (const id of FIELDS) {
      if (typed[id] === "") answer(id, "", null);
      else answer(id, found[id]?.sentence ?? "", found[id]?.ok === true);
    }
    $("setup-undo").hidden = found.folder?.state !== "pointed";
    if (found.address?.privacy && !this.#privacyTouched) choosePrivacy(found.address.privacy);
  }

  async #start() {
    clearTimeout(this.#timer);
    if (values().address === "") {
      answer("address", "Type the address of your server here, as its admin gave it.", false);
      $("address").focus();
      return;
    }
    $("start").disabled = true;
    say($("start"), "Starting …");
    answer("start", "", null);
    const started = await tell("/api/setup/start", { ...values(), privacy: privacy() });
    $("start").disabled = false;
    say($("start"), "Start");
    const good = started.ok === true && !started.failed;
    answer("start", started.sentence ?? "", good);
    if (good) this.#onStarted(started.sentence ?? "");
    else this.#check();
  }

  async #undo() {
    const undone = await tell("/api/setup/undo");
    await this.#check();
    answer("folder", undone.sentence ?? "", undone.ok === true && !undone.failed);
  }
}

const values = () => Object.fromEntries(FIELDS.map((id) => [id, $(id).value.trim()]));

const privacyChoices = () => document.querySelectorAll('input[name="privacy"]');

const privacy = () => document.querySelector('input[name="privacy"]:checked').value;

function choosePrivacy(value) {
  for (const radio of privacyChoices()) radio.checked = radio.value === value;
}

function answer(id, sentence, ok) {
  const element = $(`${id}-answer`);
  mark(element, "data-ok", ok);
  say(element, sentence);
  if (FIELDS.includes(id)) mark($(id), "aria-invalid", ok === false);
}
