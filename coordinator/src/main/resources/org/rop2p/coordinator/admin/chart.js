/* Lines over time as SVG, with axes, a readout for pointer and keys, and a table. */
import { element, number, say } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 190;
const LEFT = 46;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;
/** Between two labels of the axis of time, in pixels. */
const LABEL_GAP = 74;
const MINUTE = 60;
const TIME_STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720].map((m) => m * MINUTE);

function draw(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** The smallest 1, 2 or 5 times a power of ten with at most that many steps up to the highest. */
function niceStep(highest, steps) {
  const rough = Math.max(highest, 1) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * 0.999999);
  return Math.max(1, factor * power);
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

export class Chart {
  /**
   * @param options id; title; unit, said of each value; lines, each with key and label
   */
  constructor(parent, options) {
    this.options = options;
    this.times = [];
    this.values = options.lines.map(() => []);
    this.step = 10;
    this.at = -1;
    const title = element('h3', { id: options.id + '-title' }, options.title);
    this.legend = element('ul', { class: 'legend', 'aria-hidden': 'true' });
    options.lines.forEach((line, i) => {
      this.legend.append(
        element('li', {}, element('span', { class: 'swatch line-' + i }), line.label));
    });
    this.svg = draw('svg', {
      tabindex: '0', role: 'img', 'aria-labelledby': options.id + '-title ' + options.id + '-said',
      height: HEIGHT,
    });
    this.said = element('p', { class: 'readout', id: options.id + '-said', 'aria-live': 'off' });
    this.table = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': options.title });
    this.details = element(
      'details', { toggle: () => this.fillTable() }, element('summary', {}, 'As a table'), this.table);
    parent.append(
      element('figure', { class: 'card chart', 'data-chart': options.id },
        element('figcaption', {}, title, element('span', { class: 'quiet' }, options.unit)),
        this.legend, this.svg, this.said, this.details));
    this.svg.addEventListener('pointermove', (event) => this.point(event));
    this.svg.addEventListener('pointerleave', () => this.moveTo(-1));
    // Only who is here hears each value; else five charts would speak every ten seconds.
    this.svg.addEventListener('focus', () => this.said.setAttribute('aria-live', 'polite'));
    this.svg.addEventListener('blur', () => {
      this.said.setAttribute('aria-live', 'off');
      this.moveTo(-1);
    });
    this.svg.addEventListener('keydown', (event) => this.key(event));
    new ResizeObserver(() => this.render()).observe(this.svg);
  }

  /** Other points; times in seconds, the oldest first. */
  show(times, values, step) {
    this.times = times;
    this.values = values;
    this.step = step;
    this.at = this.at < times.length ? this.at : -1;
    this.render();
    this.fillTable();
  }

  x(i) {
    const first = this.times[0];
    const span = Math.max(this.times[this.times.length - 1] - first, this.step);
    return LEFT + ((this.times[i] - first) / span) * (this.width - LEFT - RIGHT);
  }

  y(value) {
    return HEIGHT - BOTTOM - (value / this.top) * (HEIGHT - TOP - BOTTOM);
  }

  render() {
    this.width = Math.max(240, Math.floor(this.svg.getBoundingClientRect().width));
    this.svg.setAttribute('viewBox', `0 0 ${this.width} ${HEIGHT}`);
    this.svg.replaceChildren();
    const highest = Math.max(1, ...this.values.map((line) => Math.max(0, ...line)));
    const step = niceStep(highest, 4);
    this.top = step * Math.ceil(highest / step);
    for (let value = 0; value <= this.top; value += step) {
      const y = this.y(value);
      this.svg.append(
        draw('line', { class: 'grid', x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y }),
        draw('text', { class: 'axis', x: LEFT - 8, y: y + 4, 'text-anchor': 'end' }, number(value)));
    }
    if (this.times.length === 0) {
      this.svg.append(draw('text', {
        class: 'axis', x: this.width / 2, y: HEIGHT / 2, 'text-anchor': 'middle',
      }, 'The first values come within a minute or two'));
      this.describe();
      return;
    }
    this.timeAxis();
    this.values.forEach((line, i) => {
      this.svg.append(draw('path', { class: 'curve line-' + i, d: this.path(line) }));
    });
    this.cursor = draw('g', {});
    this.svg.append(this.cursor);
    this.moveTo(this.at);
  }

  timeAxis() {
    const first = this.times[0];
    const last = this.times[this.times.length - 1];
    const most = Math.max(1, Math.floor((this.width - LEFT - RIGHT) / LABEL_GAP));
    const step = TIME_STEPS.find((s) => (last - first) / s <= most) ?? TIME_STEPS[TIME_STEPS.length - 1];
    const zone = new Date(first * 1000).getTimezoneOffset() * MINUTE;
    const span = Math.max(last - first, this.step);
    for (let t = Math.ceil((first - zone) / step) * step + zone; t <= last; t += step) {
      const x = LEFT + ((t - first) / span) * (this.width - LEFT - RIGHT);
      this.svg.append(
        draw('line', { class: 'tick', x1: x, x2: x, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM + 4 }));
      if (x < this.width - LABEL_GAP / 2) {
        this.svg.append(draw('text', { class: 'axis', x, y: HEIGHT - 6, 'text-anchor': 'middle' }, clock(t)));
      }
    }
  }

  /** Where samples are missing the line is, too. */
  path(line) {
    let d = '';
    line.forEach((value, i) => {
      const gap = i === 0 || this.times[i] - this.times[i - 1] > 2.5 * this.step;
      d += (gap ? 'M' : 'L') + this.x(i).toFixed(1) + ' ' + this.y(value).toFixed(1);
    });
    return line.length === 1 ? d + 'h0.1' : d;
  }

  point(event) {
    const box = this.svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.width;
    let nearest = -1;
    this.times.forEach((time, i) => {
      if (nearest < 0 || Math.abs(this.x(i) - x) < Math.abs(this.x(nearest) - x)) {
        nearest = i;
      }
    });
    this.moveTo(nearest);
  }

  key(event) {
    const last = this.times.length - 1;
    const from = this.at < 0 ? last + 1 : this.at;
    const to = {
      ArrowLeft: Math.max(0, from - 1), ArrowRight: Math.min(last, from + 1), Home: 0, End: last,
      Escape: -1,
    }[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      this.moveTo(to);
    }
  }

  moveTo(i) {
    this.at = i;
    if (this.cursor) {
      this.cursor.replaceChildren();
      if (i >= 0 && i < this.times.length) {
        const x = this.x(i);
        this.cursor.append(draw('line', { class: 'cursor', x1: x, x2: x, y1: TOP, y2: HEIGHT - BOTTOM }));
        this.values.forEach((line, l) => {
          this.cursor.append(draw('circle', { class: 'dot line-' + l, cx: x, cy: this.y(line[i]), r: 3.5 }));
        });
      }
    }
    this.describe();
  }

  /** The chosen values, else the newest. */
  describe() {
    const i = this.at >= 0 ? this.at : this.times.length - 1;
    if (i < 0) {
      say(this.said, '');
      return;
    }
    const values = this.options.lines.map((line, l) => line.label + ' ' + number(this.values[l][i]));
    const when = this.at < 0 ? 'Now' : new Date(this.times[i] * 1000).toLocaleTimeString();
    say(this.said, when + ': ' + values.join(', '));
  }

  fillTable() {
    if (!this.details.open) {
      this.table.replaceChildren();
      return;
    }
    const head = element('tr', {}, element('th', { scope: 'col' }, 'Time'));
    this.options.lines.forEach((line) => head.append(element('th', { scope: 'col', class: 'number' }, line.label)));
    const body = element('tbody');
    for (let i = this.times.length - 1; i >= 0; i--) {
      const row = element('tr', {},
        element('th', { scope: 'row' }, new Date(this.times[i] * 1000).toLocaleTimeString()));
      this.values.forEach((line) => row.append(element('td', { class: 'number' }, number(line[i]))));
      body.append(row);
    }
    this.table.replaceChildren(element('table', {}, element('thead', {}, head), body));
  }
}
