package org.rop2p.proxy.replay;

import java.util.List;
import org.rop2p.codec.Direction;
import org.rop2p.codec.ServerKind;

/**
 * One TCP connection of a recorded session. The arrays are not to be changed.
 *
 * @param name number and kind, for people
 * @param serverPort where the recorded server listened
 * @param chunks both directions in the order of arrival
 * @param closing who ended it, and how
 * @param endMs milliseconds since the first connection of the session began
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordedConnection(
    String name,
    ServerKind kind,
    int serverPort,
    byte[] clientToServer,
    byte[] serverToClient,
    List<Chunk> chunks,
    Closing closing,
    double endMs) {

  /** How a connection ended first: column {@code first_close}. */
  public enum Closing {
    CLIENT_FIN("c2s:FIN"),
    SERVER_FIN("s2c:FIN"),
    CLIENT_RESET("c2s:RST"),
    SERVER_RESET("s2c:RST"),
    /** Still open when the recording stopped. */
    OPEN("-");

    private final String label;

    Closing(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    boolean byServer() {
      return this == SERVER_FIN || this == SERVER_RESET;
    }

    boolean reset() {
      return this == CLIENT_RESET || this == SERVER_RESET;
    }
  }

  public byte[] bytes(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER ? clientToServer : serverToClient;
  }
}
