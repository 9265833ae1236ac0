package org.rop2p.bench.transport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rop2p.bench.world.Town;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.EndpointStats;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.link.UdpEndpoint;
import org.slf4j.LoggerFactory;

/**
 * The program of the other process: one endpoint and one raw socket, which send every message back.
 * It connects to the benchmark, whose name of a link is the fingerprint of its own end; ends with
 * that connection.
 *
 * <p>Argument: the benchmark's port.
 */
final class Partner {
  static final String HERE = "here";
  static final String LINK = "link";
  static final String DROP = "drop";
  static final String STATS = "stats";
  static final String UP = "up";
  static final String DOWN = "down";

  /** More than any measurement has. */
  static final int MAX_LINKS = 256;

  private final Wire wire;
  private final PeerEndpoint endpoint;
  private final Map<String, Echo> links = new ConcurrentHashMap<>();

  private Partner(Wire wire, PeerEndpoint endpoint) {
    this.wire = wire;
    this.endpoint = endpoint;
  }

  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    try (Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        Wire wire = new Wire(socket);
        RawSocket raw = RawSocket.echo();
        PeerEndpoint endpoint = UdpEndpoint.open(config().withMaxLinks(MAX_LINKS))) {
      wire.send(HERE, endpoint.fingerprint().hex(), Integer.toString(raw.port()));
      wire.readAll(new Partner(wire, endpoint)::obey);
    }
    System.exit(0);
  }

  /** Of the endpoints on both sides: as a proxy's, on loopback. */
  static EndpointConfig config() {
    return EndpointConfig.defaults().withBind(Town.loopback(0)).withLoopbackCandidates(true);
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case LINK -> links.put(words[1], new Echo(words[1]).begin());
      case DROP -> links.remove(words[1]).link.close();
      case STATS -> tell(endpoint.stats());
      default -> {
        Echo echo = links.get(words[1]);
        if (echo != null) {
          WiredSignals.deliver(words, echo.link);
        }
      }
    }
  }

  private void tell(EndpointStats stats) {
    wire.send(
        String.format(
            Locale.ROOT,
            "%s %d %d %d %d %d",
            STATS,
            stats.stunIn(),
            stats.stunOut(),
            stats.quicIn() + stats.sealedIn(),
            stats.quicOut() + stats.sealedOut(),
            stats.linksUp()));
  }

  /** One link. */
  private final class Echo implements LinkListener {
    private final String name;

    /** Set before anything comes in: the benchmark's end does not speak before {@link #up}. */
    private volatile PeerLink link;

    Echo(String name) {
      this.name = name;
    }

    Echo begin() {
      link = endpoint.link(new Fingerprint(name), new WiredSignals(wire, name), this);
      return this;
    }

    @Override
    public void up(LinkUp up) {
      wire.send(UP, name);
    }

    @Override
    public void reliable(ByteBuf message) {
      link.sendReliable(message.copy());
    }

    @Override
    public void datagram(ByteBuf message) {
      link.sendDatagram(message.copy());
    }

    @Override
    public void pathChanged(LinkPath path) {}

    @Override
    public void down(LinkDown reason) {
      wire.send(DOWN, name);
    }
  }
}
