// The radar as a table: who is in view, by which lane, how far away in time and in cells.

import { $, keep, make, mark, say, tame } from "./dom.js";
import { icon, paint, rank } from "./lanes.js";

const POINTS = ["east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"];
const SHORT = ["E", "NE", "N", "NW", "W", "SW", "S", "SE"];

export class Players {
  #choose;
  #chosen = null;

  /** `choose(account)` when a name is picked: it is ringed on the radar. */
  constructor(choose) {
    this.#choose = choose;
  }

  choose(account) {
    this.#chosen = account;
    for (const row of $("players").children) this.#press(row);
  }

  show(character) {
    const players = [...character.players].sort(
      (a, b) => rank(a.lane) - rank(b.lane) || String(a.name).localeCompare(String(b.name)) || a.account - b.account,
    );
    $("players-none").hidden = players.length > 0;
    $("players").parentElement.hidden = players.length === 0;
    keep($("players"), players, (player) => player.account, (player) => this.#row(player), (row, player) => {
      mark(row, "data-lane", player.lane);
      const [name, lane, rtt, earlier, where] = row.children;
      const [mark_, words] = name.firstElementChild.children;
      paint(mark_, player.lane);
      const called = tame(player.name, player.account);
      say(words, called);
      mark(words, "title", called);
      say(lane, player.lane);
      say(rtt, player.rtt_ms === null ? "–" : `${player.rtt_ms} ms`);
      say(earlier, player.earlier_ms > 0 ? `${player.earlier_ms} ms` : "–");
      const [seen, heard] = whereabouts(player.x - character.x, player.y - character.y);
      say(where.children[0], seen);
      say(where.children[1], heard);
      this.#press(row);
    });
  }

  #row(player) {
    const pick = make("button", { type: "button", class: "pick" }, icon(player.lane), make("bdi", { class: "cut" }));
    pick.addEventListener("click", () => this.#choose(player.account));
    const where = make("td", {}, make("span", { "aria-hidden": "true" }), make("span", { class: "unseen" }));
    return make("tr", {}, make("th", { scope: "row" }, pick), make("td"), make("td"), make("td"), where);
  }

  #press(row) {
    mark(row.firstElementChild.firstElementChild, "aria-pressed", Number(row.dataset.key) === this.#chosen);
  }
}

/** How far and which way, short to look at and in full to listen to. The game counts a diagonal step as one. */
function whereabouts(dx, dy) {
  const cells = Math.max(Math.abs(dx), Math.abs(dy));
  if (cells === 0) return ["here", "on the same cell"];
  const eighth = (Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) + 8) % 8;
  return [`${cells} ${SHORT[eighth]}`, `${cells} ${cells === 1 ? "cell" : "cells"} ${POINTS[eighth]}`];
}
