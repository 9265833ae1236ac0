package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.TurnServer;

/**
 * What a {@link PeerProgram} is started with.
 *
 * @param portMapping whether its endpoints ask the router to let peers in
 */
record HostArguments(List<InetSocketAddress> stun, TurnServer turn, boolean portMapping) {
  private static final String PORT_MAPPING = "port-mapping";

  /** The STUN servers, the TURN server's address, its user and his password. */
  private static final int ALWAYS = 4;

  HostArguments {
    stun = List.copyOf(stun);
  }

  /**
   * Reads what {@link #words} makes.
   *
   * @throws IOException in words for people
   */
  static HostArguments of(List<String> words) throws IOException {
    boolean mapping = words.size() == ALWAYS + 1 && words.get(ALWAYS).equals(PORT_MAPPING);
    if (words.size() != ALWAYS && !mapping) {
      throw new IOException(
          "A host of the lab takes STUN TURN USER PASSWORD [" + PORT_MAPPING + "], not " + words);
    }
    TurnServer turn = new TurnServer(address(words.get(1)), words.get(2), words.get(3));
    return new HostArguments(addresses(words.get(0)), turn, mapping);
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(stun.stream().map(HostArguments::word).collect(Collectors.joining(",")));
    words.addAll(List.of(word(turn.address()), turn.username(), turn.password()));
    if (portMapping) {
      words.add(PORT_MAPPING);
    }
    return words;
  }

  /** Of an endpoint that may make use of {@code means}. */
  EndpointConfig settings(Means means) {
    return means.settings(
        EndpointConfig.defaults()
            .withStunServers(stun)
            .withPortMapping(portMapping)
            .withProbing(false),
        turn);
  }

  /**
   * Literal addresses with ports, separated by commas.
   *
   * @throws IOException in words for people
   */
  static List<InetSocketAddress> addresses(String text) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String address : text.split(",", -1)) {
      addresses.add(address(address));
    }
    return addresses;
  }

  /**
   * One of them.
   *
   * @throws IOException in words for people
   */
  static InetSocketAddress address(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          InetAddress.getByName(text.substring(0, Math.max(colon, 0))),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + text + "' is no address of a server: it has IP:PORT", e);
    }
  }

  private static String word(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
