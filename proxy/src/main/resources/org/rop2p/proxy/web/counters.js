// Which way each kind of deed went, and what came from peers.

import { $, make, makeSvg, mark, say } from "./dom.js";

const KINDS = [["chat", "Chat"], ["emote", "Emotes"], ["movement", "Walks"]];

const ROWS = [
  ["sent", "Done by you"],
  ["offloaded", "to peers alone"],
  ["mirrored", "to peers and server"],
  ["server", "to the server alone"],
  ["shown_from_peer", "Shown from peers"],
  ["server_copies_dropped", "Server's copies left out"],
];
const WAYS = ["offloaded", "mirrored", "server"];
const BAR = 100;

export class Counters {
  #cells = new Map();
  #bars = new Map();

  constructor() {
    const head = make("tr", {}, make("td"), ...KINDS.map(([, word]) => make("th", { scope: "col" }, word)));
    const bars = make("tr", { "aria-hidden": "true" }, make("td"), ...KINDS.map(([kind]) => make("td", {}, this.#bar(kind))));
    const rows = ROWS.map(([id, word]) => {
      const label = make("th", { scope: "row" }, ...(WAYS.includes(id) ? [make("span", { class: "swatch", "data-way": id })] : []), word);
      return make("tr", {}, label, ...KINDS.map(([kind]) => this.#cell(kind, id)));
    });
    $("counters").append(make("thead", {}, head), make("tbody", {}, bars, ...rows));
  }

  show(kinds) {
    for (const [kind] of KINDS) {
      const counts = kinds?.[kind] ?? {};
      for (const [id] of ROWS) say(this.#cells.get(`${kind} ${id}`), (counts[id] ?? 0).toLocaleString("en"));
      const all = WAYS.reduce((sum, way) => sum + (counts[way] ?? 0), 0);
      let from = 0;
      for (const way of WAYS) {
        const part = all === 0 ? 0 : (BAR * (counts[way] ?? 0)) / all;
        const rect = this.#bars.get(`${kind} ${way}`);
        mark(rect, "x", from.toFixed(2));
        mark(rect, "width", part.toFixed(2));
        from += part;
      }
    }
  }

  #cell(kind, id) {
    const cell = make("td", { "data-count": `${kind}-${id}` });
    this.#cells.set(`${kind} ${id}`, cell);
    return cell;
  }

  #bar(kind) {
    const parts = WAYS.map((way) => {
      const rect = makeSvg("rect", { class: way, x: 0, y: 0, width: 0, height: 8 });
      this.#bars.set(`${kind} ${way}`, rect);
      return rect;
    });
    const ground = makeSvg("rect", { class: "none", x: 0, y: 0, width: BAR, height: 8 });
    return makeSvg("svg", { class: "shares", viewBox: `0 0 ${BAR} 8`, preserveAspectRatio: "none" }, ground, ...parts);
  }
}
