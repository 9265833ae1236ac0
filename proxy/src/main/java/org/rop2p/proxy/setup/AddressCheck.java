package org.rop2p.proxy.setup;

import static org.rop2p.proxy.setup.AddressAnswer.Kind.COORDINATOR;
import static org.rop2p.proxy.setup.AddressAnswer.Kind.SERVER;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.proxy.config.NamedGame;
import org.rop2p.proxy.config.OwnAddress;
import org.rop2p.proxy.config.PlainHttp;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;

/** Finds out what is behind an address. Blocks for the network. */
final class AddressCheck {
  private final Network network;

  AddressCheck(Network network) {
    this.network = network;
  }

  /**
   * What is to be said of it.
   *
   * @param typed by a person
   * @param config with which the proxy would start: its own address is no server, its rules for
   *     coordinators hold
   */
  AddressAnswer check(String typed, ProxyConfig config) {
    ServerAddress address = ServerAddress.of(typed);
    if (address instanceof ServerAddress.Coordinator coordinator) {
      return ask(coordinator.restApi(), config);
    }
    if (address instanceof ServerAddress.Game game) {
      return game(game.address(), config.listen());
    }
    return AddressAnswer.bad(SERVER, ((ServerAddress.Unusable) address).sentence());
  }

  private AddressAnswer game(InetSocketAddress server, InetSocketAddress listen) {
    String text = text(server);
    if (isProxy(server, listen)) {
      return AddressAnswer.bad(
          SERVER,
          "%s is the address of this proxy itself: write that of the game server".formatted(text));
    }
    if (!network.knows(server.getHostString())) {
      return AddressAnswer.bad(
          SERVER,
          "No server is called %s: check the spelling, and that you are online"
              .formatted(server.getHostString()));
    }
    return new AddressAnswer(
        true,
        SERVER,
        "You will play on %s; P2P needs the https:// address of the server's coordinator instead"
            .formatted(text),
        text,
        Optional.empty(),
        Optional.empty());
  }

  private AddressAnswer ask(URI restApi, ProxyConfig config) {
    ProxyConfig.P2p p2p = config.withCoordinator(restApi).p2p();
    if (PlainHttp.check(p2p).usable().isEmpty()) {
      return AddressAnswer.bad(
          COORDINATOR,
          ("%s can be read and changed by others on the way: ask the server's admin for an https://"
                  + " address")
              .formatted(restApi));
    }
    try {
      return answered(restApi, network.clientConfig(restApi, p2p.security()), config.listen());
    } catch (CoordinatorException e) {
      return AddressAnswer.bad(COORDINATOR, CoordinatorsWord.whyNot(restApi, e));
    }
  }

  private static AddressAnswer answered(URI restApi, ClientConfig said, InetSocketAddress listen) {
    NamedGame word = CoordinatorsWord.of(said);
    String place = CoordinatorsWord.place(restApi);
    if (word.server().isEmpty()) {
      return AddressAnswer.bad(
          COORDINATOR,
          "The coordinator %s does not name its game server: ask its admin to set game.server"
              .formatted(place));
    }
    InetSocketAddress server = word.server().get();
    if (isProxy(server, listen)) {
      return AddressAnswer.bad(
          COORDINATOR,
          ("The coordinator %s names %s as its game server, which is this proxy itself: ask its"
                  + " admin to set game.server to an address that players can reach")
              .formatted(place, text(server)));
    }
    StringBuilder sentence =
        new StringBuilder("The coordinator %s sends you to %s".formatted(place, text(server)));
    word.clientDate().ifPresent(date -> sentence.append(", client of ").append(date.date()));
    if (!said.enabled()) {
      sentence.append("; its admin has switched P2P off for now");
    }
    return new AddressAnswer(
        true,
        COORDINATOR,
        sentence.toString(),
        text(server),
        word.clientDate().map(date -> Integer.toString(date.date())),
        said.privacy().map(wish -> wish.equals("relay") ? Privacy.RELAY : Privacy.DIRECT));
  }

  /** By what is written, as no name is looked up for it: the very words, or this machine's own. */
  private static boolean isProxy(InetSocketAddress server, InetSocketAddress listen) {
    String host = server.getHostString();
    if (server.getPort() == listen.getPort() && host.equalsIgnoreCase(listen.getHostString())) {
      return true;
    }
    boolean own = host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}");
    return own
        && !listen.isUnresolved()
        && OwnAddress.is(new InetSocketAddress(host, server.getPort()), listen);
  }

  static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
