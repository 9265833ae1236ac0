package org.rop2p.proxy.play;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.words.Command;
import org.rop2p.proxy.words.Replies;
import org.rop2p.proxy.words.WordsSettings;

/**
 * A character's map connection in a process without P2P: the player's own commands are answered and
 * kept from the server all the same, everything else passes.
 */
public final class CommandsOnly implements SessionHandler {
  private final Protocol protocol;
  private final RawText name;
  private final WordsSettings settings;
  private Outlet toServer;
  private Notices notices;

  /**
   * A session about to be opened.
   *
   * @param name the own one
   */
  public CommandsOnly(Protocol protocol, RawText name, WordsSettings settings) {
    this.protocol = protocol;
    this.name = name;
    this.settings = settings;
  }

  @Override
  public void opened(Outlet server, Outlet client) {
    this.toServer = server;
    this.notices = new Notices(protocol, client);
  }

  @Override
  public boolean wants(Packet packet) {
    return packet == Packet.CZ_REQUEST_CHAT;
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    RawText text = reading(() -> Chat.readOwn(frame)).text();
    if (Command.of(text, name, settings.command()).isEmpty()) {
      return Verdict.PASS;
    }
    if (!toServer.mayWithhold()) {
      Replies.impossible().forEach(notices::say);
      return Verdict.PASS;
    }
    Replies.withoutP2p().forEach(notices::say);
    return Verdict.DROP;
  }
}
