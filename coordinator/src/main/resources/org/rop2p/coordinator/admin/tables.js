/* What the tables show. Each function takes what the API answered. */
import { byId, element, moment, number, percent, say, sync } from './dom.js';

const LANES = ['server', 'mirror', 'offload'];
const KINDS = ['chat', 'emote', 'movement'];
/** What holds in a zone that is not listed. */
const DEFAULT = { chat: 'offload', emote: 'offload', movement: 'mirror', on: true };
const NATS = {
  none: 'None', cone: 'Cone', symmetric: 'Symmetric', blocked: 'UDP blocked', unknown: 'Not known',
};

function body(id) {
  return byId(id).tBodies[0];
}

function cells(row, texts) {
  texts.forEach((text, i) => say(row.cells[i], text));
}

/**
 * A row of empty cells with these classes. Roles and labels are there for narrow windows, where rows
 * are no rows to the browser.
 */
function plainRow(table, classes) {
  const row = element('tr', { role: 'row' });
  const heads = byId(table).tHead.rows[0].cells;
  classes.forEach((name, i) => {
    row.append(i === 0
      ? element('th', { scope: 'row', role: 'rowheader', class: name })
      : element('td', { role: 'cell', class: name, 'data-label': heads[i].textContent }));
  });
  return row;
}

export function showTiles(rules, sessions, links, health) {
  const figures = {
    players: health.players, sessions: sessions.length, links: links.open.direct + links.open.relay,
    muted: rules.muted.length,
  };
  for (const [name, value] of Object.entries(figures)) {
    say(document.querySelector(`[data-figure="${name}"]`), number(value));
  }
  const up = links.total.direct + links.total.relay;
  const zones = new Set(sessions.map((session) => session.zone)).size;
  const notes = {
    players: 'with a place in a session',
    sessions: zones === 1 ? 'in one zone' : 'in ' + number(zones) + ' zones',
    links: number(links.open.direct) + ' direct, ' + number(links.open.relay) + ' relay',
    success: number(up + links.total.none) + ' attempts'
      + (links.total.setup_ms === undefined ? '' : ', ' + number(links.total.setup_ms) + ' ms to set up'),
    muted: rules.muted.length === 1 ? 'account' : 'accounts',
    health: 'up ' + duration(health.uptime_seconds),
  };
  for (const [name, text] of Object.entries(notes)) {
    say(document.querySelector(`[data-note="${name}"]`), text);
  }
  say(document.querySelector('[data-figure="success"]'), percent(up, up + links.total.none));
  const words = { ok: 'OK', degraded: 'Store away', off: 'P2P off' };
  say(document.querySelector('[data-figure="health"]'), words[health.status] ?? health.status);
}

function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? minutes + ' min'
    : minutes < 48 * 60 ? Math.floor(minutes / 60) + ' h ' + (minutes % 60) + ' min'
    : Math.floor(minutes / 1440) + ' days';
}

export function showLinks(links) {
  const total = links.total.direct + links.total.relay + links.total.none;
  const paths = [
    ['direct', 'Direct'], ['relay', 'Relay (TURN)'], ['none', 'None: over the server'],
  ];
  sync(body('links-by-path'), paths, (path) => path[0],
    (path) => {
      const row = plainRow('links-by-path', ['', 'number', 'number', 'bar-cell']);
      row.dataset.path = path[0];
      row.cells[3].append(element('meter', { min: 0, max: 1, class: 'path-' + path[0], 'aria-hidden': 'true' }));
      return row;
    },
    (row, path) => {
      const count = links.total[path[0]];
      cells(row, [path[1], number(count), percent(count, total)]);
      row.querySelector('meter').value = total === 0 ? 0 : count / total;
    });
  sync(body('links-by-nat'), links.by_nat, (row) => row.nat,
    (item) => {
      const row = plainRow('links-by-nat', ['', 'number', 'number', 'number', 'number', 'number', 'number']);
      row.dataset.nat = item.nat;
      return row;
    },
    (row, item) => {
      const { direct, relay, none, setup_ms: setup } = item.links;
      cells(row, [
        NATS[item.nat] ?? item.nat, number(item.proxies), number(direct), number(relay), number(none),
        percent(direct + relay, direct + relay + none), setup === undefined ? '–' : number(setup) + ' ms',
      ]);
    });
}

export function showSessions(sessions) {
  byId('sessions-empty').hidden = sessions.length > 0;
  const sorted = [...sessions].sort((a, b) => a.zone.localeCompare(b.zone) || a.created.localeCompare(b.created));
  sync(body('sessions-table'), sorted, (session) => session.session_id,
    (session) => {
      const row = plainRow('sessions-table', ['code', '', 'number', 'moment', 'accounts']);
      row.dataset.session = session.session_id;
      return row;
    },
    (row, session) => {
      cells(row, [
        session.session_id, session.zone, number(session.players), moment(new Date(session.created)),
        [...session.accounts].sort((a, b) => a - b).join(', '),
      ]);
    });
}

/** @param act takes what to do (mute, unmute, kick) and an account */
export function showPlayers(players, act) {
  byId('players-empty').hidden = players.length > 0;
  sync(body('players-table'), players, (player) => player.account_id,
    (player) => {
      const row = plainRow('players-table', ['code', '', 'moment', 'number', 'number', 'code', '', 'actions']);
      const account = player.account_id;
      row.dataset.account = account;
      const mute = () => act(row.dataset.muted === 'true' ? 'unmute' : 'mute', account);
      row.cells[7].append(
        element('button', { type: 'button', 'data-action': 'mute', click: mute }),
        element('button', { type: 'button', class: 'danger', 'data-action': 'kick', 'aria-label': 'Kick account ' + account, click: () => act('kick', account) }, 'Kick…'));
      return row;
    },
    (row, player) => {
      row.dataset.muted = player.muted;
      cells(row, [
        String(player.account_id), player.zone, moment(new Date(player.since)), number(player.introduced),
        number(player.links), player.fingerprint,
        (player.connected ? 'connected' : 'reconnecting') + (player.muted ? ', muted' : ''),
      ]);
      const button = row.querySelector('[data-action="mute"]');
      say(button, player.muted ? 'Unmute' : 'Mute');
      button.setAttribute('aria-label', (player.muted ? 'Unmute' : 'Mute') + ' account ' + player.account_id);
    });
}

/** @param act as for {@link showPlayers} */
export function showMuted(accounts, act) {
  byId('muted-empty').hidden = accounts.length > 0;
  sync(byId('muted-list'), accounts, (account) => account,
    (account) => element('li', { 'data-account': account }, element('span', {}, String(account)),
      element('button', { type: 'button', 'aria-label': 'Unmute account ' + account, click: () => act('unmute', account) }, 'Unmute')),
    () => {});
}

export function showAudit(entries, withKeys) {
  const shown = entries.filter((entry) => withKeys || entry.what !== 'key').slice(0, 200);
  byId('audit-empty').hidden = shown.length > 0;
  // The same second may have several entries that look alike.
  const seen = new Map();
  const keyed = shown.reverse().map((entry) => {
    const text = [entry.at, entry.by, entry.what, entry.detail].join('\n');
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return { entry, key: text + '\n' + seen.get(text) };
  }).reverse();
  sync(body('audit-table'), keyed, (one) => one.key,
    () => plainRow('audit-table', ['moment', 'code', '', 'detail']),
    (row, { entry }) => {
      row.dataset.what = entry.what;
      cells(row, [moment(new Date(entry.at)), entry.by, entry.what, entry.detail]);
    });
}

/** The rows of all zones that are listed, heard by staff, or played in. */
function zoneRows(rules, sessions) {
  const names = new Set([...Object.keys(rules.zones), ...rules.staff_listening]);
  const players = new Map();
  for (const session of sessions) {
    names.add(session.zone);
    players.set(session.zone, (players.get(session.zone) ?? 0) + session.players);
  }
  return [...names].sort().map((zone) => {
    const listed = rules.zones[zone];
    const rest = { ...DEFAULT, on: rules.other_zones && !zone.includes('@') };
    return {
      zone, listed: Boolean(listed), players: players.get(zone) ?? 0,
      wanted: { ...(listed ?? rest), staff: rules.staff_listening.includes(zone) },
    };
  });
}

/** @param act takes save or remove, a zone, and for save what is wanted and what was */
export function showZones(rules, sessions, act) {
  const rows = zoneRows(rules, sessions);
  byId('zones-empty').hidden = rows.length > 0;
  sync(body('zones-table'), rows, (row) => row.zone, (item) => zoneRow(item.zone, act), fillZone);
}

function zoneRow(zone, act) {
  const row = plainRow('zones-table', ['', 'number', '', '', '', '', '', 'actions']);
  row.dataset.zone = zone;
  const changed = () => mark(row);
  const check = (field, label) => element('input', {
    type: 'checkbox', 'data-field': field, 'aria-label': label + ' in ' + zone, change: changed,
  });
  row.cells[2].append(check('on', 'P2P on'));
  KINDS.forEach((kind, i) => {
    row.cells[3 + i].append(element('select', {
      'data-field': kind, 'aria-label': kind + ' in ' + zone, change: changed,
    }, ...LANES.map((lane) => element('option', { value: lane }, lane))));
  });
  row.cells[6].append(check('staff', 'Staff listen'));
  row.cells[7].append(
    element('button', {
      type: 'button', class: 'primary', 'data-action': 'save', 'aria-label': 'Save ' + zone,
      click: () => act('save', zone, read(row), JSON.parse(row.dataset.held)),
    }, 'Save'),
    element('button', {
      type: 'button', 'data-action': 'undo', 'aria-label': 'Undo changes of ' + zone,
      click: () => {
        write(row, JSON.parse(row.dataset.held));
        row.querySelector('select').focus();
      },
    }, 'Undo'),
    element('button', {
      type: 'button', 'data-action': 'remove', 'aria-label': 'Take ' + zone + ' off the list',
      click: () => act('remove', zone),
    }, 'Unlist'));
  return row;
}

function fillZone(row, item) {
  const held = JSON.stringify(item.wanted);
  const edited = row.classList.contains('changed');
  say(row.cells[1], number(item.players));
  row.cells[0].replaceChildren(item.zone, ...(item.listed ? [] : [' ', element('span', { class: 'tag' }, 'not listed')]));
  row.querySelector('[data-action="remove"]').hidden = !item.listed;
  if (row.dataset.held !== held) {
    row.dataset.held = held;
    // What another admin changed meanwhile is shown unless it would overwrite what is being edited.
    if (!edited) {
      write(row, item.wanted);
    }
  }
  mark(row);
}

function read(row) {
  const value = {};
  row.querySelectorAll('[data-field]').forEach((field) => {
    value[field.dataset.field] = field.type === 'checkbox' ? field.checked : field.value;
  });
  return value;
}

function write(row, value) {
  row.querySelectorAll('[data-field]').forEach((field) => {
    if (field.type === 'checkbox') {
      field.checked = value[field.dataset.field];
    } else {
      field.value = value[field.dataset.field];
    }
  });
  mark(row);
}

function mark(row) {
  const held = JSON.parse(row.dataset.held);
  const now = read(row);
  const changed = Object.keys(now).some((field) => now[field] !== held[field]);
  row.classList.toggle('changed', changed);
  row.querySelector('[data-action="save"]').hidden = !changed;
  row.querySelector('[data-action="undo"]').hidden = !changed;
}

/** What is saved is no longer being edited. */
export function zoneSaved(zone) {
  document.querySelector(`#zones-table tr[data-zone="${CSS.escape(zone)}"]`)?.classList.remove('changed');
}
