package org.rop2p.transport.survey;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rop2p.transport.probe.NatKind;

/**
 * What STUN servers saw of one socket. Of filtering (RFC 5780 section 4.4) it says nothing: only a
 * server that answers from another address could tell.
 *
 * @param kind how the NAT maps
 * @param asked how many servers were asked
 * @param mapped by each server that answered, the address that it saw; first answer first
 * @param carrier whether an address of this machine is one behind a carrier's NAT (RFC 6598)
 */
public record NatReport(
    NatKind kind, int asked, Map<InetSocketAddress, InetSocketAddress> mapped, boolean carrier) {
  public NatReport {
    mapped = Collections.unmodifiableMap(new LinkedHashMap<>(mapped));
  }
}
