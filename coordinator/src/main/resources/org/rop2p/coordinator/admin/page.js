/* The admin's page: signs in, asks every ten seconds, and changes what the admin wants changed. */
import { Refused, call, token } from './api.js';
import { Chart } from './chart.js';
import { byId, number, say } from './dom.js';
import {
  showAudit, showLinks, showMuted, showPlayers, showSessions, showTiles, showZones, zoneSaved,
} from './tables.js';

/** As often as there are new values. */
const INTERVAL_MILLIS = 10_000;
const PAGE_PLAYERS = 100;
const MINUTE = 60;
/** Logins put keys on record, so the changes among them may be far back. */
const AUDIT_ENTRIES = 1_000;

const CHARTS = [
  { id: 'chart-players', title: 'Players and sessions', unit: 'at once', lines: [
    { key: 'players', label: 'Players' }, { key: 'sessions', label: 'Sessions' }] },
  { id: 'chart-links', title: 'Open links', unit: 'ends of links', lines: [
    { key: 'links_direct', label: 'Direct' }, { key: 'links_relay', label: 'Relay' }] },
  { id: 'chart-attempts', title: 'Attempts at links', unit: 'a minute', rate: true, lines: [
    { key: 'link_attempts_ok', label: 'Came up' }, { key: 'link_attempts_failed', label: 'Failed' }] },
  { id: 'chart-messages', title: 'Messages by lane', unit: 'a minute', rate: true, lines: [
    { key: 'messages_offload', label: 'Offload' }, { key: 'messages_mirror', label: 'Mirror' },
    { key: 'messages_server', label: 'Server' }] },
  { id: 'chart-logins', title: 'Logins', unit: 'a minute', rate: true, lines: [
    { key: 'logins_ok', label: 'Confirmed' }, { key: 'logins_failed', label: 'Refused or failed' }] },
  { id: 'chart-rejects', title: 'Messages of peers thrown away', unit: 'a minute', rate: true, lines: [
    { key: 'rejects', label: 'Rejects' }] },
];

let charts = [];
let timer = 0;
let rules = null;
let sessions = [];
let audit = [];
/** Where each page of players begins, up to the one that is shown. */
let pages = [0];
let nextPage;

function message(text, bad = false) {
  const box = byId('message');
  if (bad && box.textContent === text) {
    return; // It stands there yet, and was read out.
  }
  box.classList.toggle('bad', bad);
  box.replaceChildren();
  // Another element each time, so that the same sentence is read out again.
  const line = document.createElement('p');
  line.textContent = text;
  box.append(line);
  clearTimeout(message.timer);
  message.timer = setTimeout(() => box.replaceChildren(), bad ? 15_000 : 6_000);
}

/* Signing in and out */

function showSignIn(problem) {
  clearTimeout(timer);
  token.clear();
  byId('board').hidden = true;
  byId('top-actions').hidden = true;
  byId('p2p-state').hidden = true;
  byId('sign-in').hidden = false;
  byId('insecure').hidden = location.protocol === 'https:'
    || ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  say(byId('token-problem'), problem);
  byId('token').value = '';
  byId('token').focus();
}

async function signIn(event) {
  event.preventDefault();
  say(byId('token-problem'), '');
  token.set(byId('token').value.trim());
  try {
    await refresh();
  } catch (e) {
    showSignIn(sentence(e));
    return;
  }
  byId('main').focus();
  clearTimeout(timer);
  timer = setTimeout(watch, INTERVAL_MILLIS);
}

function showBoard() {
  byId('sign-in').hidden = true;
  byId('board').hidden = false;
  byId('top-actions').hidden = false;
  if (charts.length === 0) {
    charts = CHARTS.map((options) => new Chart(byId('chart-list'), options));
  }
}

function sentence(e) {
  return e instanceof Refused ? e.message : 'This page failed: ' + e;
}

/* Asking */

async function refresh() {
  // Alone and first: a wrong token must not count seven times, as ten wrong ones bar the address.
  const nowRules = await call('GET', 'admin/rules');
  const asked = [
    call('GET', 'admin/sessions'), call('GET', 'admin/links'),
    call('GET', 'health'), call('GET', 'admin/players?most=' + PAGE_PLAYERS + '&after=' + pages[pages.length - 1]),
    call('GET', 'admin/series?minutes=' + range()), call('GET', 'admin/audit?most=' + AUDIT_ENTRIES),
  ];
  const [nowSessions, links, health, players, series, record] = await Promise.all(asked);
  if (token.get() === '') {
    return; // signed out meanwhile
  }
  showBoard();
  sessions = nowSessions.sessions;
  audit = record.entries;
  take(nowRules, health);
  showTiles(rules, sessions, links, health);
  showLinks(links);
  showSessions(sessions);
  takePlayers(players);
  showAudit(audit, byId('audit-keys').checked);
  takeSeries(series);
  say(byId('updated'), 'As of ' + new Date().toLocaleTimeString());
}

function take(nowRules, health) {
  rules = nowRules;
  const state = byId('p2p-state');
  const here = health === undefined || health.status !== 'off';
  state.hidden = false;
  state.dataset.state = rules.on && here ? 'on' : 'off';
  say(state, rules.on && here ? 'P2P is on' : 'P2P is off');
  const button = byId('switch-p2p');
  say(button, rules.on ? 'Switch P2P off…' : 'Switch P2P on…');
  button.classList.toggle('danger', rules.on);
  button.classList.toggle('primary', !rules.on);
  const banner = byId('off-banner');
  banner.hidden = rules.on && here;
  say(banner, banner.hidden ? '' : rules.on
    ? 'P2P is off on this node by its own configuration: the game goes on over the server.'
    : 'P2P is off for everybody: the game goes on over the server.'
      + (rules.off_sentence ? ' Players are told: “' + rules.off_sentence + '”' : ''));
  byId('other-zones').checked = rules.other_zones;
  showZones(rules, sessions, zoneAction);
  showMuted(rules.muted, playerAction);
}

function takePlayers(answer) {
  nextPage = answer.next;
  showPlayers(answer.players, playerAction);
  byId('players-next').disabled = nextPage === undefined;
  byId('players-first').disabled = pages.length === 1;
  say(byId('players-page'), pages.length === 1 && nextPage === undefined ? '' : 'Page ' + pages.length);
}

function takeSeries(answer) {
  const minutes = answer.step_seconds < MINUTE ? wholeMinutes(answer.times) : null;
  CHARTS.forEach((options, i) => {
    const lines = options.lines.map((line) => answer.series[line.key]);
    if (!options.rate) {
      charts[i].show(answer.times, lines, answer.step_seconds);
    } else if (minutes !== null) {
      charts[i].show(minutes.map((minute) => minute.time),
        lines.map((line) => minutes.map(({ from, to }) => line.slice(from, to).reduce((a, b) => a + b, 0))), MINUTE);
    } else {
      // The last step is not over yet.
      const factor = MINUTE / answer.step_seconds;
      charts[i].show(answer.times.slice(0, -1),
        lines.map((line) => line.slice(0, -1).map((value) => value * factor)), answer.step_seconds);
    }
  });
}

/** Which points are of the same minute; the last one is left out until it is over. */
function wholeMinutes(times) {
  const minutes = [];
  times.forEach((time, i) => {
    const end = Math.ceil(time / MINUTE) * MINUTE;
    if (minutes.length === 0 || minutes[minutes.length - 1].time !== end) {
      minutes.push({ time: end, from: i, to: i + 1 });
    } else {
      minutes[minutes.length - 1].to = i + 1;
    }
  });
  return minutes.slice(0, -1);
}

function range() {
  return document.querySelector('input[name="range"]:checked').value;
}

/** Again and again, but only while somebody looks. */
async function watch() {
  clearTimeout(timer);
  if (token.get() !== '' && !document.hidden) {
    await tryTo(refresh);
    timer = setTimeout(watch, INTERVAL_MILLIS);
  }
}

/** Says why something failed; without a good token the admin must sign in. */
async function tryTo(task) {
  try {
    await task();
    return true;
  } catch (e) {
    if (e.status === 401 || e.status === 403) {
      showSignIn(sentence(e));
    } else {
      message(sentence(e), true);
    }
    return false;
  }
}

/* Changing */

/** A change of the rules, said when it is in force. */
function change(method, path, body, done) {
  return tryTo(async () => {
    take(await call(method, path, body));
    message(done);
    refreshSoon();
  });
}

function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(watch, 300);
}

/**
 * Asks before what cannot be taken back.
 *
 * @return null if the admin changed his mind, else what he typed
 */
function confirmed({ title, text, yes, danger = true, label = '' }) {
  const dialog = byId('confirm');
  say(byId('confirm-title'), title);
  say(byId('confirm-text'), text);
  say(byId('confirm-label'), label);
  byId('confirm-input').value = '';
  byId('confirm-input-line').hidden = label === '';
  const button = byId('confirm-yes');
  say(button, yes);
  button.className = danger ? 'danger' : 'primary';
  dialog.returnValue = 'no';
  const before = document.activeElement;
  dialog.showModal();
  (label === '' ? byId('confirm-no') : byId('confirm-input')).focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      before?.focus();
      resolve(dialog.returnValue === 'yes' ? byId('confirm-input').value.trim() : null);
    }, { once: true });
  });
}

async function switchP2p() {
  const off = rules.on;
  const typed = await confirmed(off
    ? {
      title: 'Switch P2P off for everybody?',
      text: 'Every link is closed at once, in all zones and on all nodes. The game goes on over the server.',
      yes: 'Switch P2P off', label: 'Why, for players (may be empty)',
    }
    : {
      title: 'Switch P2P on again?', text: 'Players who see each other are linked again, within seconds.',
      yes: 'Switch P2P on', danger: false,
    });
  if (typed !== null) {
    await change('PUT', 'admin/p2p', off ? { on: false, sentence: typed } : { on: true },
      off ? 'P2P is off for everybody.' : 'P2P is on.');
  }
}

async function playerAction(what, account) {
  if (what === 'mute') {
    await change('PUT', 'admin/mutes/' + account, undefined,
      'Account ' + account + ' is muted: nothing it says goes to peers.');
  } else if (what === 'unmute') {
    await change('DELETE', 'admin/mutes/' + account, undefined, 'Account ' + account + ' may speak to peers again.');
  } else if (await confirmed({
    title: 'Kick account ' + account + '?',
    text: 'Its links are closed and its logins are void. It stays in the game, and may come back with its next login to it; a mute stays.',
    yes: 'Kick',
  }) !== null) {
    await change('POST', 'admin/kick/' + account, undefined, 'Account ' + account + ' is out of P2P.');
  }
}

async function zoneAction(what, zone, value, held) {
  const path = encodeURIComponent(zone);
  if (what === 'remove') {
    await change('DELETE', 'admin/zones/' + path, undefined,
      zone + ' is listed no longer: what holds for all other zones holds there.');
    return;
  }
  const { staff, ...rule } = value;
  const { staff: heldStaff, ...heldRule } = held;
  await tryTo(async () => {
    let now;
    if (Object.keys(rule).some((field) => rule[field] !== heldRule[field])) {
      now = await call('PUT', 'admin/zones/' + path, rule);
    }
    if (staff !== heldStaff) {
      now = await call('PUT', 'admin/staff-listening/' + path, { listening: staff });
    }
    zoneSaved(zone);
    take(now);
    message('What you want in ' + zone + ' is in force.');
    refreshSoon();
  });
}

async function addZone(event) {
  event.preventDefault();
  const name = byId('zone-name').value.trim();
  const rule = { chat: 'offload', emote: 'offload', movement: 'mirror' };
  if (rules.zones[name]) {
    message(name + ' is listed already.', true);
  } else if (await change('PUT', 'admin/zones/' + encodeURIComponent(name), rule,
    name + ' is listed with the usual lanes; no other zone is concerned.')) {
    byId('zone-name').value = '';
  }
}

async function otherZones() {
  const on = byId('other-zones').checked;
  const done = on ? 'P2P is on in zones that are not listed.' : 'P2P is on in listed zones only.';
  if (!await change('PUT', 'admin/other-zones', { on }, done)) {
    byId('other-zones').checked = rules.other_zones;
  }
}

/** The account that was typed; null, and a sentence, if it is none. */
function typedAccount() {
  const text = byId('player-account').value.trim();
  const account = Number(text);
  if (!/^[0-9]+$/.test(text) || account < 1 || account > 2_147_483_647) {
    message('Type the number of an account first, such as 2000001.', true);
    byId('player-account').focus();
    return null;
  }
  return account;
}

async function find(event) {
  event.preventDefault();
  const wanted = typedAccount();
  if (wanted !== null) {
    pages = [0, wanted - 1];
    await tryTo(async () => {
      const answer = await call('GET', 'admin/players?most=' + PAGE_PLAYERS + '&after=' + (wanted - 1));
      takePlayers(answer);
      const there = answer.players.some((player) => player.account_id === wanted);
      message(there ? 'Account ' + wanted + ' is in a session.' : 'Account ' + wanted + ' is in no session.', !there);
      document.querySelectorAll('#players-table tr.found').forEach((row) => row.classList.remove('found'));
      document.querySelector(`#players-table tr[data-account="${wanted}"]`)?.classList.add('found');
    });
  }
}

function ofTyped(what) {
  const account = typedAccount();
  if (account !== null) {
    playerAction(what, account);
  }
}

byId('confirm-no').addEventListener('click', () => byId('confirm').close('no'));
byId('sign-in-form').addEventListener('submit', signIn);
byId('sign-out').addEventListener('click', () => showSignIn(''));
byId('switch-p2p').addEventListener('click', switchP2p);
byId('range').addEventListener('change', () => watch());
byId('other-zones').addEventListener('change', otherZones);
byId('zone-add').addEventListener('submit', addZone);
byId('player-search').addEventListener('submit', find);
byId('player-mute').addEventListener('click', () => ofTyped('mute'));
byId('player-kick').addEventListener('click', () => ofTyped('kick'));
byId('players-next').addEventListener('click', () => {
  byId('players-next').disabled = true; // until that page is here
  pages.push(nextPage);
  watch();
});
byId('players-first').addEventListener('click', () => {
  pages = [0];
  watch();
});
byId('audit-keys').addEventListener('change', () => showAudit(audit, byId('audit-keys').checked));
document.addEventListener('visibilitychange', () => watch());

if (token.get() === '') {
  showSignIn('');
} else {
  watch();
}
