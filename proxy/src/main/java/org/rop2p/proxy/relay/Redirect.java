package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.RawText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the client to our own listener instead of the server that a packet names. The address
 * written is the local one on which this client reached us, so the proxy may serve a LAN.
 */
public final class Redirect {
  private static final Logger log = LoggerFactory.getLogger(Redirect.class);

  private final Listeners listeners;
  private final Channel client;

  public Redirect(Listeners listeners, Channel client) {
    this.listeners = listeners;
    this.client = client;
  }

  /**
   * Rewrites every address in the frame, in place.
   *
   * @param next what kind of server the packet leads to
   * @return WAIT until all listeners stand (then {@code toClient} is resumed), else PASS. An
   *     address that no listener can be had for stays as the server wrote it: the game goes on
   *     without us.
   */
  public SessionHandler.Verdict rewrite(
      Packet packet, ByteBuf frame, ServerKind next, SessionHandler.Lane toClient) {
    List<AddressField> fields = AddressField.in(frame, packet);
    List<CompletableFuture<Integer>> ports =
        fields.stream().map(field -> listeners.portFor(next, target(field, frame))).toList();
    CompletableFuture<Void> all = CompletableFuture.allOf(ports.toArray(CompletableFuture[]::new));
    if (!all.isDone()) {
      var unused =
          all.whenComplete((done, failure) -> client.eventLoop().execute(toClient::resume));
      return SessionHandler.Verdict.WAIT;
    }
    for (int i = 0; i < fields.size(); i++) {
      rewrite(fields.get(i), ports.get(i), frame);
    }
    return SessionHandler.Verdict.PASS;
  }

  private void rewrite(AddressField field, CompletableFuture<Integer> port, ByteBuf frame) {
    InetSocketAddress local = (InetSocketAddress) client.localAddress();
    if (port.isCompletedExceptionally() || !(local.getAddress() instanceof Inet4Address)) {
      log.warn(
          "No listener for {}: this client goes there directly, without P2P",
          Listeners.text(target(field, frame)));
      return;
    }
    field.write(frame, new InetSocketAddress(local.getAddress(), port.join()));
  }

  /** Newer clients prefer the host text when it has the form {@code host:port}. */
  private static InetSocketAddress target(AddressField field, ByteBuf frame) {
    InetSocketAddress numeric = field.read(frame);
    RawText host = field.readHost(frame);
    String text = host.toString();
    int colon = text.lastIndexOf(':');
    if (colon > 0 && text.substring(colon + 1).matches("\\d{1,5}")) {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port > 0 && port <= 0xFFFF) {
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
      }
    }
    return numeric;
  }
}
