package org.rop2p.proxy.peer;

import java.util.Optional;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.words.Standing;

/** Nobody can be reached: everything goes to the server. */
final class Absence implements Presence {
  private final Standing.State state;
  private String zone = "";

  /**
   * Nowhere.
   *
   * @param state what is said of it
   */
  Absence(Standing.State state) {
    this.state = state;
  }

  @Override
  public void open(Listener listener) {}

  @Override
  public void mapEntered(String entered) {
    zone = entered;
  }

  @Override
  public void appeared(int accountId) {}

  @Override
  public void vanished(int accountId) {}

  @Override
  public void seen(boolean byOthers) {}

  @Override
  public boolean linked(int accountId) {
    return false;
  }

  @Override
  public int rttMillis(int accountId) {
    return -1;
  }

  @Override
  public void send(PeerMessage message) {}

  @Override
  public void offended(int accountId, String reason) {}

  @Override
  public Optional<Attested> attested(int accountId) {
    return Optional.empty();
  }

  @Override
  public Standing standing() {
    return new Standing(state, zone, 0, 0);
  }

  @Override
  public void tick(long now) {}

  @Override
  public void close() {}
}
