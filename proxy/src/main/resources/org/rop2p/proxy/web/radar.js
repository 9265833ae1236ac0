// The players in view, around the own character: 14 cells each way, as far as the game shows anybody; y grows upwards, as there.

import { cut, makeSvg, mark, say, tame } from "./dom.js";
import { place } from "./labels.js";
import { rank, shape } from "./lanes.js";
import { Motion } from "./motion.js";

const REACH = 14;
const EDGE = REACH + 1;
const LABEL_SIGNS = 14;
const CROWD = 16; // from so many on the table alone tells round-trip times: names are worth more room
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/g; // drawn as wide as two letters
const TOGETHER = 0.45; // how far those of one cell are drawn from its middle

/** `choose(account)` is called when a mark is clicked. */
export class Radar {
  #svg;
  #choose;
  #figures = new Map();
  #own = null;
  #of = null;
  #chosen = null;
  #unit = 1 / 12; // radar units a pixel
  #frame = 0;

  constructor(svg, choose) {
    this.#svg = svg;
    this.#choose = choose;
    svg.setAttribute("viewBox", `${-EDGE} ${-EDGE} ${2 * EDGE} ${2 * EDGE}`);
    svg.append(grid(), makeSvg("g", { class: "links" }), makeSvg("g", { class: "marks" }));
    new ResizeObserver(() => this.#measure()).observe(svg);
  }

  /** Shows a character of the state. Another one than before starts from an empty radar. */
  show(character) {
    const now = performance.now();
    const of = `${character.account} ${character.zone}`;
    if (of !== this.#of) this.#clear(of, character);
    this.#own.motion.go(character.x, character.y, now);
    this.#own.name = cut(tame(character.name, character.account), LABEL_SIGNS);
    const there = new Set();
    const crowd = character.players.length > CROWD;
    for (const player of character.players) {
      there.add(player.account);
      this.#figure(player).update(player, crowd, now);
    }
    for (const [account, figure] of this.#figures) {
      if (!there.has(account)) {
        figure.remove();
        this.#figures.delete(account);
      }
    }
    this.#spread();
    this.#label();
    mark(this.#svg, "aria-label", summary(character));
    this.#draw(now);
  }

  choose(account) {
    this.#chosen = account;
    for (const [each, figure] of this.#figures) figure.group.classList.toggle("chosen", each === account);
  }

  #figure(player) {
    let figure = this.#figures.get(player.account);
    if (!figure) {
      figure = new Figure(player, this.#svg.querySelector(".links"));
      figure.group.addEventListener("click", () => this.#choose(player.account));
      figure.group.classList.toggle("chosen", player.account === this.#chosen);
      this.#svg.querySelector(".marks").append(figure.group);
      this.#figures.set(player.account, figure);
    }
    return figure;
  }

  #clear(of, character) {
    this.#of = of;
    for (const figure of this.#figures.values()) figure.remove();
    this.#figures.clear();
    this.#own?.group.remove();
    this.#own = new Own(character);
    this.#svg.querySelector(".marks").append(this.#own.group);
  }

  /** Those who stand on one cell stand around its middle. */
  #spread() {
    const cells = new Map();
    for (const figure of this.#figures.values()) {
      const cell = `${figure.motion.to.x} ${figure.motion.to.y}`;
      cells.set(cell, [...(cells.get(cell) ?? []), figure]);
    }
    const own = `${this.#own.motion.to.x} ${this.#own.motion.to.y}`;
    for (const [cell, figures] of cells) {
      const alone = figures.length === 1 && cell !== own;
      figures.forEach((figure, index) => {
        const angle = (2 * Math.PI * index) / figures.length - Math.PI / 2;
        const away = TOGETHER + 0.06 * figures.length + (cell === own ? 0.4 : 0);
        figure.aside = alone ? { x: 0, y: 0 } : { x: Math.cos(angle) * away, y: Math.sin(angle) * away };
      });
    }
  }

  #measure() {
    const side = Math.min(this.#svg.clientWidth, this.#svg.clientHeight);
    if (side === 0) return;
    this.#unit = (2 * EDGE) / side;
    this.#svg.style.fontSize = `${this.#unit * (side < 420 ? 11 : 12.5)}px`;
    if (this.#own) {
      this.#label();
      this.#draw(performance.now());
    }
  }

  #label() {
    const size = parseFloat(this.#svg.style.fontSize) || 1;
    const own = this.#own.motion.to;
    const figures = [this.#own, ...[...this.#figures.values()].sort((a, b) => rank(a.lane) - rank(b.lane))];
    for (const figure of figures) {
      const where = figure === this.#own ? { x: 0, y: 0 } : figure.place(figure.motion.to, own);
      Object.assign(figure, where);
      figure.width = figure.text.replace(WIDE, "WW").length * size * 0.57;
    }
    place(figures, { height: size * 1.15, gap: this.#unit * 9, edge: EDGE });
    for (const figure of figures) figure.writeLabel(this.#unit, size);
  }

  #draw(now) {
    cancelAnimationFrame(this.#frame);
    const own = this.#own.motion.at(now);
    let moving = !this.#own.motion.arrived(now);
    for (const figure of this.#figures.values()) {
      figure.draw(own, now);
      moving ||= !figure.motion.arrived(now);
    }
    if (moving) this.#frame = requestAnimationFrame((next) => this.#draw(next));
  }
}

class Own {
  constructor(character) {
    this.motion = new Motion(character.x, character.y);
    this.name = "";
    this.side = null;
    this.halo = makeSvg("circle", { class: "halo" });
    this.dot = makeSvg("circle", { class: "mark" });
    this.label = null;
    this.words = makeSvg("text");
    this.group = makeSvg("g", { class: "own" }, this.halo, this.dot, this.words);
  }

  get text() {
    return this.name;
  }

  writeLabel(unit, size) {
    mark(this.halo, "r", unit * 9);
    mark(this.halo, "stroke-width", unit * 1.5);
    mark(this.dot, "r", unit * 5);
    mark(this.dot, "stroke-width", unit);
    say(this.words, this.name);
    writeAt(this, unit, size);
  }
}

class Figure {
  constructor(player, links) {
    this.motion = new Motion(player.x, player.y);
    this.side = null;
    this.aside = { x: 0, y: 0 };
    this.label = null;
    this.ring = makeSvg("circle", { class: "ring" });
    this.shape = makeSvg("path", { class: "mark" });
    this.title = makeSvg("title");
    this.nameWords = makeSvg("tspan");
    this.rttWords = makeSvg("tspan", { class: "rtt" });
    this.words = makeSvg("text", {}, this.nameWords, this.rttWords);
    this.group = makeSvg("g", { "data-account": player.account }, this.title, this.ring, this.shape, this.words);
    this.line = makeSvg("line", { class: "link", x1: 0, y1: 0 });
    links.append(this.line);
  }

  update(player, crowd, now) {
    this.motion.go(player.x, player.y, now);
    this.lane = player.lane;
    this.name = tame(player.name, player.account);
    const rtt = player.rtt_ms === null ? "" : ` ${player.rtt_ms} ms`;
    this.rtt = crowd ? "" : rtt;
    mark(this.group, "data-lane", player.lane);
    mark(this.line, "data-lane", player.lane);
    mark(this.shape, "d", shape(player.lane));
    say(this.title, `${this.name} (${player.lane}${rtt && "," + rtt})`);
  }

  get text() {
    return cut(this.name, LABEL_SIGNS) + this.rtt;
  }

  /** In radar units, seen from `own`; who is beyond the edge is drawn on it. */
  place(at, own) {
    const held = (cells) => Math.max(-REACH, Math.min(REACH, cells));
    return { x: held(at.x - own.x) + this.aside.x, y: held(own.y - at.y) + this.aside.y };
  }

  draw(own, now) {
    const at = this.motion.at(now);
    const { x, y } = this.place(at, own);
    const far = Math.abs(at.x - own.x) > REACH || Math.abs(at.y - own.y) > REACH;
    this.group.classList.toggle("far", far);
    mark(this.group, "transform", `translate(${x.toFixed(3)} ${y.toFixed(3)})`);
    mark(this.line, "x2", x.toFixed(3));
    mark(this.line, "y2", y.toFixed(3));
  }

  writeLabel(unit, size) {
    mark(this.shape, "transform", `scale(${(unit * 5.5).toFixed(4)})`);
    mark(this.shape, "stroke-width", this.lane === "server" ? 0.36 : 0.2);
    mark(this.ring, "r", unit * 10);
    mark(this.ring, "stroke-width", unit * 2);
    mark(this.line, "stroke-width", unit * 1.2);
    say(this.nameWords, cut(this.name, LABEL_SIGNS));
    say(this.rttWords, this.rtt);
    writeAt(this, unit, size);
  }

  remove() {
    this.group.remove();
    this.line.remove();
  }
}

function writeAt(figure, unit, size) {
  const label = figure.label ?? { x: 0, y: unit * 9 + size / 2, side: null };
  figure.side = label.side;
  figure.group.classList.toggle("crowded", figure.label === null);
  mark(figure.words, "x", label.x.toFixed(3));
  mark(figure.words, "y", (label.y + size * 0.35).toFixed(3));
  mark(figure.words, "stroke-width", (size * 0.22).toFixed(3));
}

function grid() {
  const group = makeSvg("g", { "aria-hidden": "true" });
  for (let at = -REACH + 0.5; at < REACH; at += 1) {
    const ends = [-REACH - 0.5, REACH + 0.5];
    group.append(
      makeSvg("line", { class: "cells", x1: at, x2: at, y1: ends[0], y2: ends[1], "stroke-width": 0.03 }),
      makeSvg("line", { class: "cells", x1: ends[0], x2: ends[1], y1: at, y2: at, "stroke-width": 0.03 }),
    );
  }
  for (const cells of [5, 10]) {
    const half = cells + 0.5;
    group.append(makeSvg("rect", { class: "rings", x: -half, y: -half, width: 2 * half, height: 2 * half, "stroke-width": 0.06 }));
  }
  const half = REACH + 0.5;
  group.append(
    makeSvg("rect", {
      class: "rings outer", x: -half, y: -half, width: 2 * half, height: 2 * half, "stroke-width": 0.05, "stroke-dasharray": "0.3 0.3",
    }),
  );
  return group;
}

function summary(character) {
  const count = character.players.length;
  if (count === 0) return "Radar: nobody is in view.";
  const lanes = ["direct", "relay", "server"].map((lane) => {
    const many = character.players.filter((player) => player.lane === lane).length;
    return `${many} ${lane}`;
  });
  return `Radar: ${count} in view, ${lanes.join(", ")}. The table of players says who and where.`;
}
