package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** The STUN messages of connectivity checks (RFC 8445 section 7). */
final class CheckMessages {
  static final int ROLE_CONFLICT = 487;
  static final int UNKNOWN_ATTRIBUTE = 420;

  /** What the peer is to think of our address if it has not heard of it (section 7.1.1). */
  private static final long PRIORITY = IceCandidate.priority(CandidateType.PRFLX, 65_535);

  private static final long RELAY_PRIORITY = IceCandidate.priority(CandidateType.RELAY, 65_535);

  private CheckMessages() {}

  static byte[] request(
      TransactionId id,
      Base base,
      IceDescription local,
      IceDescription remote,
      RoleClaim claim,
      boolean useCandidate) {
    StunWriter writer =
        new StunWriter(StunClass.REQUEST, id)
            .username(remote.ufrag() + ":" + local.ufrag())
            .priority(base.relay() ? RELAY_PRIORITY : PRIORITY)
            .role(claim.role().attribute(), claim.tieBreaker());
    if (useCandidate) {
      writer.useCandidate();
    }
    return writer.integrity(remote.pwd()).fingerprint().toBytes();
  }

  static byte[] success(StunMessage request, InetSocketAddress from, IceDescription local) {
    return new StunWriter(StunClass.SUCCESS, request.id())
        .xorMappedAddress(from)
        .integrity(local.pwd())
        .fingerprint()
        .toBytes();
  }

  static byte[] roleConflict(StunMessage request, IceDescription local) {
    return new StunWriter(StunClass.ERROR, request.id())
        .error(ROLE_CONFLICT, "Role Conflict")
        .integrity(local.pwd())
        .fingerprint()
        .toBytes();
  }

  static byte[] unknownAttributes(StunMessage request, IceDescription local) {
    return new StunWriter(StunClass.ERROR, request.id())
        .error(UNKNOWN_ATTRIBUTE, "Unknown Attribute")
        .unknownAttributes(request.unknownRequired())
        .integrity(local.pwd())
        .fingerprint()
        .toBytes();
  }

  /** Whether the user name is ours, and the peer's where that is known (section 7.2.2). */
  static boolean isForUs(StunMessage request, IceDescription local, IceDescription remote) {
    String expected = local.ufrag() + ":" + (remote == null ? "" : remote.ufrag());
    return request
        .username()
        .filter(name -> remote == null ? name.startsWith(expected) : name.equals(expected))
        .isPresent();
  }
}
