package org.rop2p.proxy.play;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.Optional;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.NpcChat;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.relay.SessionHandler.Outlet;
import org.rop2p.proxy.words.Announcements;
import org.rop2p.proxy.words.Command;
import org.rop2p.proxy.words.Line;
import org.rop2p.proxy.words.P2pSwitch;
import org.rop2p.proxy.words.Replies;
import org.rop2p.proxy.words.WordsSettings;
import org.rop2p.proxy.world.WorldView;

/**
 * What the proxy says to its own player in the game, and what he tells it there. Confined to the
 * session's loop.
 */
final class OwnWords {
  private final WordsSettings settings;
  private final P2pSwitch ownSwitch;
  private final Protocol protocol;
  private final WorldView world;
  private final Viewer viewer;
  private final Outlet server;
  private final Outlet client;
  private final Announcements announcements = new Announcements();

  OwnWords(
      PlayOptions options,
      Protocol protocol,
      WorldView world,
      Viewer viewer,
      Outlet server,
      Outlet client) {
    this.settings = options.words();
    this.ownSwitch = options.ownSwitch();
    this.protocol = protocol;
    this.world = world;
    this.viewer = viewer;
    this.server = server;
    this.client = client;
  }

  /** Says what is due. */
  void tick(CharacterView view, long now) {
    if (settings.enabled()) {
      boolean takes = !world.own().loading() && client.writable();
      announcements.due(view.standing(), takes, now).ifPresent(this::say);
    }
  }

  /**
   * The client says a line.
   *
   * @return whether it was for the proxy alone: then nobody else gets it
   */
  boolean takes(RawText text, long now) {
    Optional<Command> command = Command.of(text, world.own().name(), settings.command());
    if (command.isEmpty()) {
      return false;
    }
    if (!server.mayWithhold()) {
      Replies.impossible().forEach(this::say);
      return false;
    }
    answer(command.get(), now).forEach(this::say);
    return true;
  }

  private List<Line> answer(Command command, long now) {
    CharacterView view = viewer.view(now);
    return switch (command) {
      case STATUS -> {
        announcements.told(view.standing());
        yield Replies.status(view.standing(), view.lanes());
      }
      case ON, OFF -> {
        boolean on = command == Command.ON;
        ownSwitch.set(on);
        announcements.switched(on);
        yield Replies.switched(on);
      }
      case PEERS -> Replies.peers(peers(view));
      case HELP -> Replies.help(settings.command());
    };
  }

  private static List<Replies.Peer> peers(CharacterView view) {
    return view.players().stream()
        .map(
            seen ->
                new Replies.Peer(
                    seen.name(),
                    view.at().map(own -> distance(own, seen.at())).orElse(Integer.MAX_VALUE),
                    seen.reach().label(),
                    seen.rttMillis().orElse(-1)))
        .toList();
  }

  private static int distance(Cell own, Cell other) {
    return own.distance(other);
  }

  private void say(Line line) {
    if (protocol.has(Packet.ZC_NPC_CHAT)) {
      ByteBuf frame = PooledByteBufAllocator.DEFAULT.buffer();
      new NpcChat(NpcChat.NOBODY, line.tone().colour(), line.text()).write(frame, protocol);
      client.inject(frame);
    }
  }
}
