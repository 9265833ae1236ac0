package org.rop2p.transport.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** Whom data is exchanged with through one allocation, by permission and by channel. */
final class RelayedPeers {
  private final Grants<InetAddress> permissions;
  private final Grants<InetSocketAddress> channels;
  private final ChannelNumbers numbers = new ChannelNumbers();

  RelayedPeers(TurnSettings settings) {
    this.permissions = new Grants<>(settings.maxPeers(), settings.permissionRefresh());
    this.channels = new Grants<>(settings.maxPeers(), settings.channelRefresh());
  }

  /** Wants a permission; false if it was refused lately. */
  boolean permit(InetAddress peer, long now) {
    return permissions.want(peer, now);
  }

  /** Wants a channel, and a permission with it; false if one was refused lately. */
  boolean bind(InetSocketAddress peer, long now) {
    return permissions.want(peer.getAddress(), now) && channels.want(peer, now);
  }

  /** What to ask for next; it is not due again before it is granted or refused. */
  Optional<TurnRequest> due(long now) {
    Optional<TurnRequest> permission = permissions.due(now).map(TurnRequest.CreatePermission::new);
    return permission.isPresent()
        ? permission
        : channels.due(now).flatMap(peer -> channelBind(peer, now));
  }

  /** When to look for what is {@link #due}; {@link Long#MAX_VALUE} for never. */
  long deadline() {
    return Math.min(permissions.deadline(), channels.deadline());
  }

  /** The server has said yes; what is news to the caller. */
  Optional<TurnOutput> granted(TurnRequest request, long now) {
    if (request instanceof TurnRequest.CreatePermission permission) {
      return permissions.granted(permission.peer(), now)
          ? Optional.of(new TurnOutput.PeerPermitted(permission.peer()))
          : Optional.empty();
    }
    if (request instanceof TurnRequest.ChannelBind bind) {
      channels.granted(bind.peer(), now);
    }
    return Optional.empty();
  }

  /** The server has said no; what is news to the caller. */
  Optional<TurnOutput> refused(TurnRequest request, long now) {
    if (request instanceof TurnRequest.CreatePermission permission) {
      return permissions.refused(permission.peer(), now)
          ? Optional.of(new TurnOutput.PeerRefused(permission.peer()))
          : Optional.empty();
    }
    if (request instanceof TurnRequest.ChannelBind bind) {
      channels.refused(bind.peer(), now);
    }
    return Optional.empty();
  }

  /** Whether data may be sent to this peer now; this counts as use. */
  boolean maySendTo(InetAddress peer) {
    return permissions.useGranted(peer);
  }

  /** Whether data of this peer is wanted; this counts as use. */
  boolean mayComeFrom(InetAddress peer) {
    // The server may know of it before we have its answer.
    return permissions.useWanted(peer);
  }

  /** The channel to this peer, if there is one; this counts as use. */
  OptionalInt channelTo(InetSocketAddress peer) {
    return channels.useGranted(peer) ? numbers.number(peer) : OptionalInt.empty();
  }

  /** Whose data comes by this channel, if it is wanted; this counts as use. */
  Optional<InetSocketAddress> behind(int number) {
    // The server may use a number before we have its answer to the ChannelBind, and until its time
    // is over though we have given the channel up.
    Optional<InetSocketAddress> peer =
        numbers.peer(number).filter(holder -> mayComeFrom(holder.getAddress()));
    peer.ifPresent(channels::useWanted);
    return peer;
  }

  private Optional<TurnRequest> channelBind(InetSocketAddress peer, long now) {
    OptionalInt number = numbers.take(peer, now);
    if (number.isEmpty()) {
      channels.refused(peer, now);
      return Optional.empty();
    }
    return Optional.of(new TurnRequest.ChannelBind(peer, number.getAsInt()));
  }
}
