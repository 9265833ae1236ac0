// Where names go on the radar so that none covers another. Who finds no room has no label until pointed at.

const SIDES = [
  { dx: 0, dy: 1 },
  { dx: 0, dy: -1 },
  { dx: 1, dy: 0 },
  { dx: -1, dy: 0 },
];

/**
 * Each figure `{x, y, width, side}` (radar units; `side` an index kept from before, or null) gets `label: {x, y, side}` or null.
 * Earlier figures choose first.
 */
export function place(figures, { height, gap, edge }) {
  const taken = figures.map((figure) => box(figure.x, figure.y, gap * 1.4, gap * 1.4));
  figures.forEach((figure, own) => {
    const sides = figure.side === null ? [0, 1, 2, 3] : [figure.side, 0, 1, 2, 3];
    figure.label = null;
    for (const side of sides) {
      const { dx, dy } = SIDES[side];
      const x = figure.x + dx * (gap + figure.width / 2);
      const y = figure.y + dy * (gap + height / 2);
      const room = box(x, y, figure.width, height);
      const inside = room.left > -edge && room.right < edge && room.top > -edge && room.bottom < edge;
      if (inside && !taken.some((other, index) => index !== own && overlap(room, other))) {
        taken.push(room);
        figure.label = { x: x - figure.x, y: y - figure.y, side };
        return;
      }
    }
  });
}

const box = (x, y, width, height) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
