package org.rop2p.coordinator.policy;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules of a world and the record of who changed what, shared by its nodes. A future fails only
 * if the store itself does.
 */
public interface RuleStore {
  /** Told every new version, whichever node made it; called once, before anything else. */
  void hear(Consumer<Rules> ear);

  /** The rules now. */
  Future<Rules> rules();

  /**
   * Applies one change to whatever the rules are now, atomically, and records it.
   *
   * @param by who, for the record
   * @return the rules after it
   */
  Future<Rules> change(RuleChange change, String by);

  /** Adds to the record. */
  Future<Void> record(AuditEntry entry);

  /** The newest entries, the newest first, at most so many. */
  Future<List<AuditEntry>> audit(int most);
}
