package org.rop2p.transport.ice;

/**
 * What a binding request of ours was for.
 *
 * @param pair the pair checked
 * @param role the role it claimed
 */
record Check(CandidatePair pair, IceRole role, Purpose purpose) {
  enum Purpose {
    /** To find out whether the pair works. */
    CONNECTIVITY,
    /** To make the pair the selected one (RFC 8445 section 8.1.1). */
    NOMINATION,
    /** To find out whether a valid pair still works (RFC 7675); never sent twice. */
    CONSENT
  }
}
