package org.rop2p.proxy.web;

import java.util.Optional;

/**
 * Who may call: the page itself, in a browser of this machine. Any other page in that browser can
 * reach 127.0.0.1 too, by a form, a script or a name of its own that it lets resolve to 127.0.0.1
 * (DNS rebinding): such calls carry another {@code Host} or {@code Origin}.
 *
 * @param port the page is served at
 */
record Admittance(int port) {
  /** Only scripts of this page send it: one of another origin would have to ask first. */
  static final String HEADER = "X-Ro-P2p";

  /**
   * What a request says of itself; null where a header is absent.
   *
   * @param site {@code Sec-Fetch-Site}, which browsers set and pages cannot
   */
  record Caller(String host, String origin, String site, String header, String contentType) {}

  /**
   * Why the page itself, which tells nothing of the player, is refused: one sentence; empty if it
   * is not.
   */
  Optional<String> toLoad(Caller caller) {
    return ours(caller.host())
        ? Optional.empty()
        : Optional.of(
            "This page is at http://127.0.0.1:%d/ and at no other address.".formatted(port));
  }

  /** The same for a request that tells something and changes nothing. */
  Optional<String> toLook(Caller caller) {
    Optional<String> elsewhere = toLoad(caller);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    boolean strange =
        (caller.origin() != null && !caller.origin().equals("http://" + caller.host()))
            || (caller.site() != null
                && !caller.site().equals("same-origin")
                && !caller.site().equals("none"));
    return strange
        ? Optional.of("Other pages may not look at this one; open it by its address.")
        : Optional.empty();
  }

  /** The same for a request that changes something. */
  Optional<String> toAct(Caller caller) {
    Optional<String> refusal = toLook(caller);
    if (refusal.isPresent()) {
      return refusal;
    }
    boolean byScript =
        "1".equals(caller.header())
            && caller.contentType() != null
            && caller.contentType().startsWith("application/json");
    return byScript
        ? Optional.empty()
        : Optional.of("Only this page itself may change something: send JSON with X-Ro-P2p: 1.");
  }

  private boolean ours(String host) {
    return host != null
        && (host.equals("127.0.0.1:" + port)
            || host.equalsIgnoreCase("localhost:" + port)
            || host.equals("[::1]:" + port));
  }
}
