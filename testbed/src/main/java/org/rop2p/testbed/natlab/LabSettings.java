package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The lab that is there already.
 *
 * @param prefix what the names of its namespaces begin with
 * @param stun where to serve STUN; addresses of this namespace
 * @param turn where to serve TURN; an address of this namespace
 * @param surroundings the program that breaks, mends and watches what is around a host
 * @param folder for the files of servers; there already
 */
public record LabSettings(
    String prefix,
    List<InetSocketAddress> stun,
    InetSocketAddress turn,
    Path surroundings,
    Path folder) {
  public LabSettings {
    stun = List.copyOf(stun);
  }

  /**
   * With addresses in words.
   *
   * @param stun {@code IP:PORT,IP:PORT}
   * @param turn {@code IP:PORT}
   * @throws IOException in words for people
   */
  public static LabSettings of(
      String prefix, String stun, String turn, Path surroundings, Path folder) throws IOException {
    return new LabSettings(
        prefix, HostArguments.addresses(stun), HostArguments.address(turn), surroundings, folder);
  }
}
