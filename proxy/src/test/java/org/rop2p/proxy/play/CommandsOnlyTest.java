package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.NpcChat;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.words.WordsSettings;

class CommandsOnlyTest {
  private final List<String> screen = new ArrayList<>();
  private boolean mayWithhold = true;
  private final CommandsOnly session =
      new CommandsOnly(
          Protocol.of(PacketVersion.DEFAULT), RawText.ascii("Bob"), WordsSettings.DEFAULT);

  CommandsOnlyTest() {
    session.opened(new Outlet(), new Outlet());
  }

  @Test
  void commandsAreAnsweredAndNeverReachTheServer() {
    assertEquals(Verdict.DROP, say("Bob : ~p2p on"));
    assertEquals(1, screen.size());
    assertTrue(screen.get(0).startsWith("This proxy plays without P2P"), screen.get(0));
  }

  @Test
  void everythingElsePasses() {
    assertEquals(Verdict.PASS, say("Bob : hello"));
    assertEquals(Verdict.PASS, say("Ann : ~p2p on"));
    assertFalse(session.wants(Packet.CZ_REQUEST_MOVE));
    assertTrue(session.wants(Packet.CZ_REQUEST_CHAT));
    assertEquals(List.of(), screen);
  }

  @Test
  void maskedIdsLetThemPassWithAWarning() {
    mayWithhold = false;
    assertEquals(Verdict.PASS, say("Bob : ~p2p on"));
    assertTrue(screen.get(0).startsWith("Commands do not work with this client"), screen.get(0));
  }

  private Verdict say(String line) {
    return session.frame(
        Packet.CZ_REQUEST_CHAT, Direction.CLIENT_TO_SERVER, Hex.frame(BobsSession.chat(line)));
  }

  private final class Outlet implements SessionHandler.Outlet {
    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public boolean inject(ByteBuf frame) {
      screen.add(NpcChat.read(frame).text().toString());
      return frame.release();
    }

    @Override
    public boolean mayWithhold() {
      return mayWithhold;
    }

    @Override
    public void resume() {}

    @Override
    public void expectAccountId(int accountId) {}
  }
}
