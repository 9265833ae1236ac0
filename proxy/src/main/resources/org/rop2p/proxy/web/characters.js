// Whose surroundings are shown, where he is, what the zone wants, and what the links brought earlier.

import { $, cut, keep, make, mark, say, tame } from "./dom.js";
import { icon, LANES } from "./lanes.js";

const SENTENCES = 3; // of "you see … earlier" at once
const NAME_SIGNS = 24;

const POLICY_WORDS = { offload: "peers alone where all are linked", mirror: "peers and server", server: "server only" };
const KIND_WORDS = { chat: "chat", emote: "emotes", movement: "walking" };

/** Tabs by the pattern of WAI-ARIA: arrows move, one of them is in the order of Tab. */
export class Characters {
  #chosen = null;
  #onChoice;

  constructor(onChoice) {
    this.#onChoice = onChoice;
    $("tabs").addEventListener("keydown", (event) => this.#keys(event));
    for (const lane of LANES) $("legend").append(make("li", {}, icon(lane.id), lane.meaning));
  }

  /** Of the state's characters the one to show, or null without any. */
  choose(characters) {
    const shown = characters.find((each) => each.account === this.#chosen) ?? characters[0] ?? null;
    this.#chosen = shown?.account ?? null;
    const several = characters.length > 1;
    $("tabs").hidden = !several;
    if (several) mark($("surroundings"), "role", "tabpanel");
    else for (const attribute of ["role", "aria-labelledby"]) $("surroundings").removeAttribute(attribute);
    keep($("tabs"), several ? characters : [], (each) => each.account, (each) => this.#tab(each), (tab, each) => {
      const selected = each.account === this.#chosen;
      mark(tab, "aria-selected", selected);
      tab.tabIndex = selected ? 0 : -1;
      say(tab, cut(tame(each.name, each.account), NAME_SIGNS));
      if (selected) mark($("surroundings"), "aria-labelledby", tab.id);
    });
    return shown;
  }

  show(character) {
    say($("zone"), character.zone || "No zone yet");
    say($("character-state"), character.sentence ?? "");
    mark($("character-state"), "data-state", character.state);
    say($("policy"), policy(character.policy));
    $("nobody").hidden = character.players.length > 0;
    const gains = character.players
      .filter((player) => player.earlier_ms > 0)
      .sort((a, b) => b.earlier_ms - a.earlier_ms)
      .slice(0, SENTENCES);
    keep($("earlier"), gains, (player) => player.account, gainLine, (line, player) => {
      const [, name, , gain] = line.childNodes;
      say(name, cut(tame(player.name, player.account), NAME_SIGNS));
      say(gain, `${player.earlier_ms} ms`);
    });
  }

  #tab(character) {
    const tab = make("button", { type: "button", role: "tab", id: `tab-${character.account}`, "aria-controls": "surroundings" });
    tab.addEventListener("click", () => this.#select(character.account));
    return tab;
  }

  #select(account) {
    this.#chosen = account;
    this.#onChoice();
    $(`tab-${account}`)?.focus();
  }

  #keys(event) {
    const tabs = Array.from($("tabs").children);
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    this.#select(Number(tabs[(to + tabs.length) % tabs.length].dataset.key));
  }
}

function gainLine() {
  return make("li", {}, "You see ", make("bdi"), " ", make("span", { class: "gain" }), " earlier than the server.");
}

function policy(wanted) {
  if (!wanted) return "";
  const words = Object.keys(KIND_WORDS)
    .filter((kind) => wanted[kind])
    .map((kind) => `${KIND_WORDS[kind]}: ${POLICY_WORDS[wanted[kind]] ?? wanted[kind]}`);
  return words.length === 0 ? "" : `This zone's rules: ${words.join("; ")}.`;
}
