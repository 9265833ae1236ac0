package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.ServerEvent.Reach;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/**
 * CZ_REQUEST_CHAT: a command, a line for a channel or a room, or public chat. A text that does not
 * begin with the speaker's own name ends the session; a fake name takes its place for those who
 * hear it. Event loop only.
 */
final class PublicChat {
  private static final int TEXT = 4;
  private static final int MAX_MESSAGE = 255;
  private static final RawText SEPARATOR = RawText.ascii(" : ");

  private final Protocol protocol;
  private final World world;
  private final Commands commands;
  private final ServerLog log;

  PublicChat(Protocol protocol, World world, Commands commands, ServerLog log) {
    this.protocol = protocol;
    this.world = world;
    this.commands = commands;
    this.log = log;
  }

  void received(Player player, ByteBuf frame) {
    int length = frame.readableBytes() - TEXT;
    // Some clients end the text with a NUL though theirs is a date that does not: rAthena cuts it.
    if (length > 0 && frame.getByte(TEXT + length - 1) == 0) {
      length--;
    } else if (protocol.chatEndsInNul()) {
      player.connection.kick("chat without a NUL behind it");
      return;
    }
    RawText text = RawText.at(frame, TEXT, length);
    RawText prefix = player.account.character.name.plus(SEPARATOR);
    if (!text.startsWith(prefix)) {
      player.connection.kick("chat under another name");
      return;
    }
    RawText message = text.from(prefix.length());
    RawText shown = player.shownName().plus(SEPARATOR).plus(message);
    if (message.hasNul()) {
      player.connection.kick("NUL inside chat");
      return;
    }
    if (message.length() > MAX_MESSAGE) {
      player.connection.kick("chat of more than 255 bytes");
      return;
    }
    if (message.length() == 0) {
      refused(player, text, Refusal.EMPTY);
    } else if (commands.executed(player, message)) {
      accepted(player, text, Reach.COMMAND, Set.of());
    } else if (player.muted()) {
      refused(player, text, Refusal.MUTED);
    } else if (player.channel != null) {
      accepted(player, text, Reach.CHANNEL, toChannel(player, text));
    } else if (player.room != null) {
      accepted(player, text, Reach.ROOM, said(player, shown, player.room.members));
    } else {
      accepted(player, text, Reach.PUBLIC, said(player, shown, around(player)));
    }
  }

  private static List<Player> around(Player player) {
    return player.map.playersAround(player.cell, Ranges.CHAT, player).stream()
        .filter(other -> other.room == null)
        .toList();
  }

  private static Set<Integer> said(Player speaker, RawText text, List<Player> listeners) {
    List<Player> others = listeners.stream().filter(other -> other != speaker).toList();
    others.forEach(other -> other.send(out -> ChatPackets.heard(out, speaker, text)));
    speaker.send(out -> ChatPackets.echo(out, text));
    return Sight.accounts(others);
  }

  /** Everybody bound to the channel hears it, the speaker too, wherever they are. */
  private Set<Integer> toChannel(Player speaker, RawText text) {
    RawText line = RawText.ascii(speaker.channel + " ").plus(text);
    List<Player> listeners =
        world.players().stream()
            .filter(other -> other.onMap && speaker.channel.equals(other.channel))
            .toList();
    listeners.forEach(listener -> listener.send(out -> ChatPackets.channel(out, line)));
    return Sight.accounts(listeners.stream().filter(other -> other != speaker).toList());
  }

  private void accepted(Player player, RawText text, Reach reach, Set<Integer> audience) {
    log.add(
        new ServerEvent.ChatAccepted(
            System.nanoTime(), player.id, text, reach, player.place(), audience));
  }

  private void refused(Player player, RawText text, Refusal why) {
    log.add(new ServerEvent.ChatRefused(System.nanoTime(), player.id, text, why, player.place()));
  }
}
