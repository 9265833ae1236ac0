package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.ServerKind;

class UnreachableTest {
  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 6900);
  private static final Map<String, IOException> PROBLEMS =
      Map.of(
          "refused", new ConnectException("Connection refused"),
          "timeout", new SocketTimeoutException("connect timed out"),
          "netty's timeout", new ConnectTimeoutException("connection timed out"),
          "no way", new NoRouteToHostException("No route to host"));

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOGIN | refused         | the game server 127.0.0.1:6900 refuses the connection: check its port, and ask whether it is up
          LOGIN | timeout         | the game server 127.0.0.1:6900 does not answer: check its address, and ask whether it is up
          LOGIN | netty's timeout | the game server 127.0.0.1:6900 does not answer: check its address, and ask whether it is up
          LOGIN | no way          | the game server 127.0.0.1:6900 cannot be reached: check its address and this machine's network
          CHAR  | refused         | the char server 127.0.0.1:6900, to which the game server sends you, refuses the connection: ask the server's admin whether it is up
          MAP   | netty's timeout | the map server 127.0.0.1:6900, to which the game server sends you, does not answer: ask the server's admin whether it is up
          MAP   | no way          | the map server 127.0.0.1:6900, to which the game server sends you, cannot be reached: check this machine's network, and ask the server's admin
          """)
  void why(ServerKind kind, String problem, String sentence) {
    assertEquals(sentence, Unreachable.sentence(kind, SERVER, PROBLEMS.get(problem)));
  }
}
