package org.rop2p.testbed.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.status.Recent;
import org.rop2p.proxy.status.Status;
import org.rop2p.proxy.web.Page;

final class PlayedPage implements Page {
  private final RoProxy proxy;
  private final Recent recent = new Recent(StandardCharsets.UTF_8);

  PlayedPage(RoProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public String state() {
    long now = System.currentTimeMillis();
    recent.look(proxy.characters(), now);
    boolean on = proxy.ownSwitch().on();
    return new Status(
            "1",
            now,
            true,
            "",
            "s:1",
            "l:1",
            new Status.ClientDate("20211103", "re", "set", List.of()),
            new Status.P2p(
                proxy.reachesPeers() && on,
                on,
                on ? "P2P is on." : "You have switched P2P off.",
                "direct",
                ""),
            StandardCharsets.UTF_8,
            proxy.characters(),
            proxy.stats(),
            recent.happenings(),
            List.of())
        .toJson();
  }

  @Override
  public String look(String what) throws NoSuchActionException {
    throw new NoSuchActionException();
  }

  @Override
  public String metrics() {
    return "";
  }

  @Override
  public String act(String action, JsonNode wish) throws NoSuchActionException {
    proxy.ownSwitch().set(wish.path("p2p").asBoolean());
    return "{\"sentence\":\"P2P is switched.\"}";
  }
}
