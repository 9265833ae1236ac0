// The switch, privacy, and the facts behind them: coordinator, NAT, links, the client's date.

import { tell } from "./api.js";
import { $, keep, make, mark, say } from "./dom.js";

const BRANCHES = { main: "main", re: "RE", zero: "Zero" };
const SOURCES = { set: "set by you or your server", found: "found by watching your client", default: "assumed until your client says otherwise" };

export class P2p {
  #pending = 0; // while the proxy is asked, the page shows what was asked for

  constructor() {
    $("switch").addEventListener("click", () => {
      const on = $("switch").getAttribute("aria-checked") !== "true";
      mark($("switch"), "aria-checked", on);
      this.#ask({ p2p: on });
    });
    for (const radio of choices()) radio.addEventListener("change", () => this.#ask({ privacy: radio.value }));
  }

  show(state) {
    const p2p = state.p2p ?? {};
    say($("p2p-sentence"), p2p.sentence ?? "");
    mark($("p2p-sentence"), "data-works", p2p.on === true);
    mark($("switch"), "data-works", p2p.on === true);
    if (this.#pending === 0) {
      mark($("switch"), "aria-checked", p2p.switch === true);
      for (const radio of choices()) if (radio.value === p2p.privacy && !radio.checked) radio.checked = true;
    }
    say($("coordinator"), p2p.coordinator || "none");
    $("nat").parentElement.hidden = !p2p.nat;
    say($("nat"), p2p.nat ?? "");
    say($("links"), links(state.links ?? []));
    const client = state.client ?? {};
    say($("client-date"), client.date ? `${client.date} ${BRANCHES[client.branch] ?? client.branch ?? ""}, ${SOURCES[client.source] ?? ""}` : "not known yet");
    const why = client.why ?? [];
    $("client-why-box").hidden = why.length === 0;
    keep($("client-why"), why, (sentence) => sentence, (sentence) => make("li", {}, sentence));
  }

  async #ask(wish) {
    this.#pending++;
    const answer = await tell("/api/switch", wish);
    this.#pending--;
    mark($("switch-answer"), "data-ok", !answer.failed);
    say($("switch-answer"), answer.sentence ?? "");
  }
}

const choices = () => document.querySelectorAll('input[name="privacy-now"]');

function links(all) {
  if (all.length === 0) return "none";
  const direct = all.filter((link) => link.path === "direct").length;
  const rtts = all.map((link) => link.rtt_ms).filter((rtt) => rtt !== null && rtt !== undefined);
  const parts = [];
  if (direct > 0) parts.push(`${direct} direct`);
  if (direct < all.length) parts.push(`${all.length - direct} relayed`);
  if (rtts.length > 0) {
    const [least, most] = [Math.min(...rtts), Math.max(...rtts)];
    parts.push(least === most ? `RTT ${least} ms` : `RTT ${least} to ${most} ms`);
  }
  return parts.join(", ");
}
