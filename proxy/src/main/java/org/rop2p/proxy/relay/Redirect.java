package org.rop2p.proxy.relay;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AddressField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the client to our own listener instead of the server that a packet names. The address
 * written is the local one on which this client reached us, so the proxy may serve a LAN. Confined
 * to the event loop of one client, whose packets come one after the other.
 */
public final class Redirect {
  private static final Logger log = LoggerFactory.getLogger(Redirect.class);

  /** How newer clients are told a server, by name or by number. */
  private static final Pattern HOST_AND_PORT = Pattern.compile("([^:]+):(\\d{1,5})");

  private record Place(AddressField field, InetSocketAddress server) {}

  private final Listeners listeners;
  private final Channel client;

  /** Of the packet that waits; asked for once, so that a port that cannot be had ends the wait. */
  private List<CompletableFuture<Integer>> ports;

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
   * @throws UnreadableFrameException when the frame is too short for its addresses
   */
  public SessionHandler.Verdict rewrite(
      Packet packet, ByteBuf frame, ServerKind next, SessionHandler.Outlet toClient) {
    List<Place> places = reading(() -> places(packet, frame));
    if (ports == null) {
      ports = places.stream().map(place -> listeners.portFor(next, place.server())).toList();
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(ports.toArray(CompletableFuture[]::new));
    if (!all.isDone()) {
      var unused =
          all.whenComplete((done, failure) -> client.eventLoop().execute(toClient::resume));
      return SessionHandler.Verdict.WAIT;
    }
    for (int i = 0; i < places.size(); i++) {
      rewrite(places.get(i), ports.get(i), frame);
    }
    ports = null;
    return SessionHandler.Verdict.PASS;
  }

  private void rewrite(Place place, CompletableFuture<Integer> port, ByteBuf frame) {
    InetSocketAddress local = (InetSocketAddress) client.localAddress();
    if (port.isCompletedExceptionally() || !(local.getAddress() instanceof Inet4Address)) {
      log.warn(
          "No listener for {}: this client goes there directly, without P2P",
          Listeners.text(place.server()));
      return;
    }
    place.field().write(frame, new InetSocketAddress(local.getAddress(), port.join()));
  }

  private static List<Place> places(Packet packet, ByteBuf frame) {
    return AddressField.in(frame, packet).stream()
        .flatMap(field -> server(field, frame).map(server -> new Place(field, server)).stream())
        .toList();
  }

  /** Newer clients prefer the host text when it has the form {@code host:port}. */
  private static Optional<InetSocketAddress> server(AddressField field, ByteBuf frame) {
    String text = field.readHost(frame).toString();
    Matcher host = HOST_AND_PORT.matcher(text);
    if (host.matches()) {
      int port = Integer.parseInt(host.group(2));
      if (port > 0 && port <= 0xFFFF) {
        return Optional.of(address(host.group(1), port));
      }
    }
    if (field.ip() == AddressField.NO_ADDRESS) {
      log.warn(
          "The server names '{}', which is no host:port: this client goes there by itself", text);
      return Optional.empty();
    }
    return Optional.of(field.read(frame));
  }

  /** A number as the address it is, so that both ways of writing it lead to one listener. */
  private static InetSocketAddress address(String host, int port) {
    byte[] number =
        NetUtil.isValidIpV4Address(host) ? NetUtil.createByteArrayFromIpAddressString(host) : null;
    if (number == null) {
      return InetSocketAddress.createUnresolved(host, port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(number), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
