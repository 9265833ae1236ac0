package org.rop2p.transport.link;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** A STUN server on this machine that may see clients elsewhere than where they are. */
final class StunOnLoopback implements AutoCloseable {
  private final DatagramSocket socket;
  private final UnaryOperator<InetSocketAddress> sees;

  private StunOnLoopback(DatagramSocket socket, UnaryOperator<InetSocketAddress> sees) {
    this.socket = socket;
    this.sees = sees;
  }

  /**
   * Answers until it is closed.
   *
   * @param sees from where a client is to where it is told that it is
   */
  static StunOnLoopback open(String ip, UnaryOperator<InetSocketAddress> sees) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(ip), 0));
    StunOnLoopback server = new StunOnLoopback(socket, sees);
    Thread thread = new Thread(server::serve, "stun-on-loopback");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
        Optional<StunMessage> request =
            StunMessage.decode(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (request.isPresent()) {
          byte[] answer =
              new StunWriter(StunClass.SUCCESS, request.get().id())
                  .xorMappedAddress(sees.apply(from))
                  .fingerprint()
                  .toBytes();
          socket.send(new DatagramPacket(answer, answer.length, from));
        }
      } catch (IOException e) {
        return; // closed
      }
    }
  }
}
