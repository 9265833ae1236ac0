package org.rop2p.transport.ice;

import org.rop2p.transport.stun.StunAttribute;

/** Who nominates (RFC 8445 section 6.1.1). */
public enum IceRole {
  CONTROLLING(StunAttribute.ICE_CONTROLLING),
  CONTROLLED(StunAttribute.ICE_CONTROLLED);

  private final int attribute;

  IceRole(int attribute) {
    this.attribute = attribute;
  }

  /** The STUN attribute by which a check tells its sender's role. */
  int attribute() {
    return attribute;
  }

  IceRole other() {
    return this == CONTROLLING ? CONTROLLED : CONTROLLING;
  }
}
