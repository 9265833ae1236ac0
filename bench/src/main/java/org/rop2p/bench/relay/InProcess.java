package org.rop2p.bench.relay;

import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.rop2p.bench.bare.BareProxy;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.UnusableRecordingException;

/** One player's map connection by one of the ways, all of it in this JVM; blocking sockets. */
public final class InProcess implements Closeable {
  /** What lies between client and map server. */
  public enum Between {
    NOTHING,
    BARE_NETTY,
    RO_P2P
  }

  private final GameServers servers;
  private final Closeable proxy;
  private final LoadRun.Link link;

  private InProcess(GameServers servers, Closeable proxy, LoadRun.Link link) {
    this.servers = servers;
    this.proxy = proxy;
    this.link = link;
  }

  /**
   * Blocks until the player is on the map.
   *
   * @param recording folder of the session that servers and player are taken from
   */
  public static InProcess open(Path recording, Between between)
      throws IOException, InterruptedException, UnusableRecordingException {
    Protocol protocol = Protocol.of(PacketVersion.DEFAULT);
    Recording session = Recording.load(recording);
    GameServers servers = GameServers.open(session, protocol);
    InetSocketAddress map = servers.map();
    Closeable proxy = () -> {};
    switch (between) {
      case NOTHING -> {}
      case BARE_NETTY -> {
        Channel listener = BareProxy.listen(servers.map());
        map = (InetSocketAddress) listener.localAddress();
        proxy = () -> listener.close().syncUninterruptibly();
      }
      case RO_P2P -> {
        RoProxy ours =
            RoProxy.start(
                ProxyConfig.defaults()
                    .withServer(servers.login())
                    .withListen(new InetSocketAddress("127.0.0.1", 0)));
        map = servers.lead(ours.listenAddress());
        proxy = ours::close;
      }
    }
    LoadRun.Link link = servers.connect(map, TrafficMix.of(List.of(session), protocol).player(0));
    link.client().configureBlocking(true);
    link.server().configureBlocking(true);
    return new InProcess(servers, proxy, link);
  }

  /** The client's end. */
  public SocketChannel client() {
    return link.client();
  }

  /** The map server's end. */
  public SocketChannel server() {
    return link.server();
  }

  @Override
  public void close() throws IOException {
    link.client().close();
    link.server().close();
    proxy.close();
    servers.close();
  }
}
