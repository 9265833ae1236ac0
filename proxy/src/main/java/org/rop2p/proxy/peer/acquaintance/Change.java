package org.rop2p.proxy.peer.acquaintance;

import org.rop2p.transport.Fingerprint;

/** What has become different for a player and one account. */
public sealed interface Change {
  int account();

  /** A link to the proxy is of use to the account from now on. */
  record Introduced(int account, Fingerprint proxy) implements Change {}

  /** No link to that proxy is of use to the account any more. */
  record Ended(int account, Fingerprint proxy) implements Change {}

  /** The account can be reached. */
  record Linked(int account) implements Change {}

  /** The account cannot be reached any more. */
  record Unlinked(int account) implements Change {}
}
