package org.rop2p.testbed.natlab;

import java.util.List;

/**
 * Datagrams that a host has sent through its NAT, counted there.
 *
 * @param turn to the TURN server, relayed addresses included
 * @param stun to the STUN servers
 * @param elsewhere to anybody else
 */
public record Traffic(int turn, int stun, int elsewhere) {
  /**
   * Reads three numbers.
   *
   * @throws IllegalArgumentException if these are not three numbers
   */
  static Traffic parse(String text) {
    List<String> numbers = List.of(text.strip().split("\\s+", -1));
    if (numbers.size() != 3) {
      throw new IllegalArgumentException("A NAT counts for three targets, not '" + text + "'");
    }
    return new Traffic(
        Integer.parseInt(numbers.get(0)),
        Integer.parseInt(numbers.get(1)),
        Integer.parseInt(numbers.get(2)));
  }
}
