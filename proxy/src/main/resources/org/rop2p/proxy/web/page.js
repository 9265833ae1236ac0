// Joins the parts: the stream's newest state is shown by whichever of them it concerns.

import { tell } from "./api.js";
import { Characters } from "./characters.js";
import { Counters } from "./counters.js";
import { Doctor } from "./doctor.js";
import { $, cut, mark, say, tame } from "./dom.js";
import { Events } from "./events.js";
import { showNotices } from "./notices.js";
import { P2p } from "./p2p.js";
import { Players } from "./players.js";
import { Radar } from "./radar.js";
import { Setup } from "./setup.js";
import { follow } from "./stream.js";

const LOST = "The connection to ro-p2p is lost. Is its window still open? Start it again: this page finds it by itself.";

let state = null;
let startedWith = "";

const setup = new Setup((sentence) => (startedWith = sentence));
const characters = new Characters(() => showCharacters());
const choose = (account) => {
  chosen = chosen === account ? null : account;
  radar.choose(chosen);
  players.choose(chosen);
};
let chosen = null;
const radar = new Radar($("radar"), choose);
const players = new Players(choose);
const p2p = new P2p();
const counters = new Counters();
const events = new Events();
new Doctor();

$("undo").addEventListener("click", async () => {
  const undone = await tell("/api/setup/undo");
  mark($("undo-answer"), "data-ok", undone.ok === true && !undone.failed);
  say($("undo-answer"), undone.sentence ?? "");
});

follow("/api/stream", show, () => {
  document.body.classList.add("is-lost");
  say($("lost"), LOST);
  document.title = "Not connected – ro-p2p";
});

function show(next) {
  if (state && state.version !== next.version) location.reload(); // another version has another page
  state = next;
  document.body.classList.remove("is-lost");
  say($("lost"), "");
  say($("problem"), state.problem ?? "");
  showNotices(state.notices ?? []);
  const playing = state.mode === "playing";
  turnTo(playing ? "playing" : "setup");
  say($("version"), `ro-p2p ${state.version}`);
  say($("server-line"), playing ? `${state.server ?? ""}` : "First run");
  $("top-switch").hidden = !playing;
  if (!playing) {
    document.title = "Set up – ro-p2p";
    setup.show();
    return;
  }
  showCharacters();
  p2p.show(state);
  counters.show(state.kinds);
  events.show(state.events, state.log);
}

function showCharacters() {
  const all = state.characters ?? [];
  const character = characters.choose(all);
  $("characters").hidden = character === null;
  $("players-card").hidden = character === null;
  $("start-game").hidden = character !== null;
  if (character === null) {
    showNobody(state.game?.clients > 0, state.game?.unseen ?? "");
    return;
  }
  characters.show(character);
  radar.show(character);
  players.show(character);
  const linked = character.players.filter((player) => player.lane !== "server").length;
  document.title = `${cut(tame(character.name, character.account), 24)}: ${linked} of ${character.players.length} linked – ro-p2p`;
}

/** No character is known, be it that none plays or that nothing of the game is read. */
function showNobody(connected, unseen) {
  say($("start-game-title"), connected ? "Your game is connected" : "Now start your game");
  say($("start-game-text"), connected ? "" : startedWith);
  const then = unseen ? "" : "; who is near you then shows here";
  const soon = unseen ? "" : "Who is near you shows here in a moment.";
  say($("start-game-how"), connected ? soon : `ro-p2p waits for it at ${state.listen}. Log in as always${then}.`);
  say($("unseen"), unseen);
  document.title = `${connected ? "Connected" : "Start your game"} – ro-p2p`;
}

/** Shows one of the page's faces; the keyboard goes along where it would else be nowhere. */
function turnTo(id) {
  if (!$(id).hidden) return;
  const hadFocus = $("setup").contains(document.activeElement);
  for (const each of ["waiting", "setup", "playing"]) $(each).hidden = each !== id;
  if (id === "playing" && hadFocus) $("switch").focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
