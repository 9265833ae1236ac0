package org.rop2p.testbed.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All accounts, by user and by id. */
final class Accounts {
  private static final int FIRST_ACCOUNT = 2_000_000;
  private static final int FIRST_CHARACTER = 150_000;

  private final Map<String, Account> byUser = new LinkedHashMap<>();
  private final Map<Integer, Account> byId = new LinkedHashMap<>();

  Accounts(List<AccountSpec> specs) {
    int next = 0;
    for (AccountSpec spec : specs) {
      Account account = new Account(FIRST_ACCOUNT + next, FIRST_CHARACTER + next, spec);
      if (byUser.put(spec.user(), account) != null) {
        throw new IllegalArgumentException("account named twice: " + spec.user());
      }
      byId.put(account.id, account);
      next++;
    }
  }

  Account byUser(String user) {
    return byUser.get(user);
  }

  Account byId(int id) {
    return byId.get(id);
  }

  Collection<Account> all() {
    return byId.values();
  }
}
