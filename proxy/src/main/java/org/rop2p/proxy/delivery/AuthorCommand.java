package org.rop2p.proxy.delivery;

import java.util.Set;

/** What the author's side is to do, in this order. */
public sealed interface AuthorCommand<M> {
  /** Send on the links of these accounts. */
  record Tell<M>(Set<Integer> accounts, ToReceivers<M> message) implements AuthorCommand<M> {
    public Tell {
      accounts = Set.copyOf(accounts);
    }
  }

  /** Send the original bytes of this line to the server. */
  record ToServer<M>(int number) implements AuthorCommand<M> {}

  /** Show the line to the own client as the server's echo would. */
  record ShowOwn<M>(M content) implements AuthorCommand<M> {}
}
