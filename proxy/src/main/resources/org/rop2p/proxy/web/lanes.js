// The three ways a player's deeds reach this one: a colour each (page.css), and a shape, for who cannot tell colours.

import { makeSvg } from "./dom.js";

const SHAPES = {
  direct: "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
  relay: "M0-1.3 1.3 0 0 1.3-1.3 0z",
  server: "M-.9-.9h1.8v1.8h-1.8z",
};

export const LANES = [
  { id: "direct", word: "direct", meaning: "direct link" },
  { id: "relay", word: "relay", meaning: "link through a relay" },
  { id: "server", word: "server", meaning: "over the server only" },
];

export const rank = (lane) => LANES.findIndex((each) => each.id === lane);

export const shape = (lane) => SHAPES[lane] ?? SHAPES.server;

/** A small picture of the lane's mark; whoever uses it says the lane in words as well. */
export function icon(lane) {
  const path = makeSvg("path", { d: shape(lane) });
  return makeSvg("svg", { class: "mark-icon", viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true", "data-lane": lane }, path);
}

export function paint(iconElement, lane) {
  if (iconElement.dataset.lane === lane) return;
  iconElement.dataset.lane = lane;
  iconElement.firstElementChild.setAttribute("d", shape(lane));
}
