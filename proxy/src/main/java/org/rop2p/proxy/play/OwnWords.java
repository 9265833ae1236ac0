package org.rop2p.proxy.play;

import java.util.List;
import java.util.Optional;
import org.rop2p.codec.Protocol;
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
  private final WorldView world;
  private final Viewer viewer;
  private final Outlet server;
  private final Outlet client;
  private final Notices notices;
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
    this.notices = new Notices(protocol, client);
    this.world = world;
    this.viewer = viewer;
    this.server = server;
    this.client = client;
  }

  /** Says what is due. */
  void tick(CharacterView view, long now) {
    if (settings.enabled()) {
      boolean takes = !world.own().loading() && client.writable();
      announcements.due(view.standing(), takes, now).ifPresent(notices::say);
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
      Replies.impossible().forEach(notices::say);
      return false;
    }
    answer(command.get(), now).forEach(notices::say);
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
                    view.at().map(own -> own.distance(seen.at())).orElse(Integer.MAX_VALUE),
                    seen.reach().label(),
                    seen.rttMillis().orElse(-1)))
        .toList();
  }
}
