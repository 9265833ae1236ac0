package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type into the one field. */
class ServerAddressTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          play.example           | play.example      | 6900
          play.example:5121      | play.example      | 5121
          '  play.example '      | play.example      | 6900
          PLAY.example/          | PLAY.example      | 6900
          play.example:6900/     | play.example      | 6900
          my_server              | my_server         | 6900
          localhost              | localhost         | 6900
          192.0.2.7:6900         | 192.0.2.7         | 6900
          play.example.          | play.example.     | 6900
          müller.example         | xn--mller-kva.example | 6900
          """)
  void aGameServer(String typed, String host, int port) {
    assertEquals(
        new ServerAddress.Game(InetSocketAddress.createUnresolved(host, port)),
        ServerAddress.of(typed));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://play.example:8001/api/v1                | https://play.example:8001/api/v1
          https://play.example:8001/api/v1/               | https://play.example:8001/api/v1
          https://play.example:8001                       | https://play.example:8001/api/v1
          https://play.example:8001/                      | https://play.example:8001/api/v1
          HTTPS://play.example                            | https://play.example/api/v1
          http://localhost:8001                           | http://localhost:8001/api/v1
          https://play.example/p2p                        | https://play.example/p2p/api/v1
          https://play.example/p2p/api/v1/health          | https://play.example/p2p/api/v1
          https://play.example:8001/api/v1/client-config  | https://play.example:8001/api/v1
          https://play.example/api/v1?x=1#y               | https://play.example/api/v1
          https://play.example?x=1                        | https://play.example/api/v1
          https://[2001:db8::1]:8001/api/v1               | https://[2001:db8::1]:8001/api/v1
          https://müller.example/api/v1                   | https://xn--mller-kva.example/api/v1
          """)
  void aCoordinator(String typed, String restApi) {
    assertEquals(new ServerAddress.Coordinator(URI.create(restApi)), ServerAddress.of(typed));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                   | No server is named: write its address, such as your-server.example, or the https:// address that its admin gave you
          ` `                  | No server is named: write its address, such as your-server.example, or the https:// address that its admin gave you
          play example         | 'play example' has a blank in it: write the address without blanks
          htp://play.example   | 'htp://play.example' begins with htp://, which is no address to play on: did you mean https://play.example?
          ftp://play.example/x | 'ftp://play.example/x' begins with ftp://, which is no address to play on: did you mean https://play.example/x?
          ws://h:8001/api/v1/signaling/ws | 'ws://h:8001/api/v1/signaling/ws' is the address of a coordinator's socket: did you mean http://h:8001/api/v1?
          wss://play.example   | 'wss://play.example' is the address of a coordinator's socket: did you mean https://play.example/api/v1?
          https:/play.example  | 'https:/play.example' is not quite a web address: did you mean https://play.example?
          https//play.example  | 'https//play.example' is not quite a web address: did you mean https://play.example?
          HTTPS:play.example   | 'HTTPS:play.example' is not quite a web address: did you mean https://play.example?
          https:\\play.example  | 'https:\\play.example' is not quite a web address: did you mean https://play.example?
          play.example:8001/api/v1 | 'play.example:8001/api/v1' has a path but no https:// before it: did you mean https://play.example:8001/api/v1?
          https://             | 'https://' is no web address: write it as https://your-server.example:8001/api/v1
          https://:8001        | 'https://:8001' is no web address: write it as https://your-server.example:8001/api/v1
          https://h:port       | 'https://h:port' is no web address: write it as https://your-server.example:8001/api/v1
          https://h:70000/     | 'https://h:70000/' is no web address: write it as https://your-server.example:8001/api/v1
          https://h^/          | 'https://h^/' is no web address: write it as https://your-server.example:8001/api/v1
          https://me:pw@h/     | An address with a name or password before the @ is not used: leave out all between // and @
          C:\\Games\\RO        | 'C:\\Games\\RO' is a folder or file, no address: write the server's name
          C:/Games             | 'C:/Games' is a folder or file, no address: write the server's name
          /home/me/ro          | '/home/me/ro' is a folder or file, no address: write the server's name
          file:///C:/Games     | 'file:///C:/Games' is a folder or file, no address: write the server's name
          h:                   | 'h:' has no valid port: write a number from 1 to 65535 behind the colon
          h:0                  | 'h:0' has no valid port: write a number from 1 to 65535 behind the colon
          h:70000              | 'h:70000' has no valid port: write a number from 1 to 65535 behind the colon
          h:6900x              | 'h:6900x' has no valid port: write a number from 1 to 65535 behind the colon
          :6900                | ':6900' is not a server address: write HOST or HOST:PORT
          ::1                  | '::1' is an IPv6 address, and the game knows only IPv4: write the server's name or four numbers with dots
          [2001:db8::1]:6900   | '[2001:db8::1]:6900' is an IPv6 address, and the game knows only IPv4: write the server's name or four numbers with dots
          192.168.1            | '192.168.1' is no IP address: that is four numbers from 0 to 255 with dots between them
          192.168.1.256        | '192.168.1.256' is no IP address: that is four numbers from 0 to 255 with dots between them
          1.2.3.4.5:6900       | '1.2.3.4.5' is no IP address: that is four numbers from 0 to 255 with dots between them
          play..example        | 'play..example' is no server's name: letters, digits, dots and hyphens may stand in it
          me@play.example      | 'me@play.example' is no server's name: letters, digits, dots and hyphens may stand in it
          play.example?x       | 'play.example?x' is no server's name: letters, digits, dots and hyphens may stand in it
          -play                | '-play' is no server's name: letters, digits, dots and hyphens may stand in it
          """)
  void whatNobodyCanPlayOn(String typed, String sentence) {
    assertEquals(new ServerAddress.Unusable(sentence), ServerAddress.of(typed));
  }

  @Test
  void aWholePageIsNoAddress() {
    assertEquals(
        new ServerAddress.Unusable(
            "That is longer than any address: write only the server's name, such as"
                + " your-server.example"),
        ServerAddress.of("x".repeat(301)));
  }
}
