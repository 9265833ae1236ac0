// Where a figure is drawn between two states: on its way from where it was drawn to where it is now.

const GLIDE_MS = 560; // a little longer than between two states, so that a walk does not stutter
const LEAP_CELLS = 20; // farther than anybody walks in between: a warp

const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Motion {
  constructor(x, y) {
    this.from = { x, y };
    this.to = { x, y };
    this.since = 0;
  }

  go(x, y, now) {
    if (x === this.to.x && y === this.to.y) return;
    const leap = still.matches || Math.hypot(x - this.to.x, y - this.to.y) > LEAP_CELLS;
    this.from = leap ? { x, y } : this.at(now);
    this.to = { x, y };
    this.since = now;
  }

  at(now) {
    const part = Math.min(1, Math.max(0, (now - this.since) / GLIDE_MS));
    return {
      x: this.from.x + (this.to.x - this.from.x) * part,
      y: this.from.y + (this.to.y - this.from.y) * part,
    };
  }

  arrived(now) {
    return now - this.since >= GLIDE_MS;
  }
}
