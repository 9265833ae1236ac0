package org.rop2p.transport.probe;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one side knows when it asks whether to try.
 *
 * @param switchedOn by the user
 * @param checksFailed the ordinary connectivity checks with this peer have found no path
 * @param agreed the peer has said that it would try, too
 * @param ours how our NAT maps
 * @param theirs how the peer's NAT maps, as it says
 * @param vouched whether there is a {@link VouchedAddress} of the peer
 * @param publicUnicast whether the peer's address is one, see {@link
 *     org.rop2p.transport.address.SpecialPurpose#isPublicIpv4}
 * @param carrier we are behind a carrier's NAT, as far as known
 * @param limitMet open sockets when one of them could no longer reach a server, the fewest seen in
 *     this network
 * @param lastAttempt with this peer in this network, in nanoseconds
 * @param underWay another attempt of this process is
 * @param spent there were too many attempts with all peers
 * @param allocation of the side with the symmetric NAT; empty until there are samples
 */
public record ProbeFacts(
    boolean switchedOn,
    boolean checksFailed,
    boolean agreed,
    NatKind ours,
    NatKind theirs,
    boolean vouched,
    boolean publicUnicast,
    boolean carrier,
    OptionalInt limitMet,
    OptionalLong lastAttempt,
    boolean underWay,
    boolean spent,
    Optional<PortAllocation> allocation) {}
