package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in which servers ship their {@code clientinfo.xml}. */
class ClientInfoXmlTest {
  private static final int LOGIN_PORT = 6900;
  private static final InetSocketAddress PROXY =
      InetSocketAddress.createUnresolved("127.0.0.1", 6901);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <connection><address>a.b</address><port>7000</port></connection>            | a.b:7000 | <connection><address>127.0.0.1</address><port>6901</port></connection>
          <connection><port>7000</port><address>a.b</address></connection>            | a.b:7000 | <connection><port>6901</port><address>127.0.0.1</address></connection>
          <CONNECTION><ADDRESS>a.b</ADDRESS><Port>7000</Port></CONNECTION>            | a.b:7000 | <CONNECTION><ADDRESS>127.0.0.1</ADDRESS><Port>6901</Port></CONNECTION>
          <connection><address>a.b</address></connection>                             | a.b:6900 | <connection><address>127.0.0.1</address><port>6901</port></connection>
          <connection><address> a.b </address><port> 7000 </port></connection>        | a.b:7000 | <connection><address> 127.0.0.1 </address><port> 6901 </port></connection>
          <connection><address></address><port></port></connection>                   | :6900    | <connection><address>127.0.0.1</address><port>6901</port></connection>
          <connection><address>a.b</address><port>no</port></connection>              | a.b:6900 | <connection><address>127.0.0.1</address><port>6901</port></connection>
          <connection><address>a.b</address><port>70000</port></connection>           | a.b:6900 | <connection><address>127.0.0.1</address><port>6901</port></connection>
          <connection><address x="1">a.b</address><port >7000</port></connection>     | a.b:7000 | <connection><address x="1">127.0.0.1</address><port >6901</port></connection>
          <!--<address>old</address>--><address>a.b</address><port>7000</port>        | a.b:7000 | <!--<address>old</address>--><address>127.0.0.1</address><port>6901</port>
          <address>a<!-- x -->.b</address><port>7000</port>                           | a.b:7000 | <address>127.0.0.1</address><port>6901</port>
          <![CDATA[<address>old</address>]]><address>a.b</address><port>7</port>      | a.b:7    | <![CDATA[<address>old</address>]]><address>127.0.0.1</address><port>6901</port>
          <address/><address>a.b</address><port>7000</port>                           | a.b:7000 | <address/><address>127.0.0.1</address><port>6901</port>
          <address>a.b                                                                | a.b:6900 | <address>127.0.0.1<port>6901</port>
          <addresses>x</addresses><address>a.b</address><port>7000</port>             | a.b:7000 | <addresses>x</addresses><address>127.0.0.1</address><port>6901</port>
          """)
  void oneServer(String file, String server, String pointed) {
    ClientInfoXml read = ClientInfoXml.of(bytes(file));
    assertEquals(server, servers(read));
    assertEquals(pointed, text(read.pointed(PROXY, null, LOGIN_PORT)));
    assertArrayEquals(
        bytes(pointed),
        ClientInfoXml.of(bytes(pointed)).pointed(PROXY, null, LOGIN_PORT),
        "a second time changes nothing");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "hello",
        "<clientinfo></clientinfo>",
        "<address",
        "<",
        "<!-- <address>a</address>",
        "<![CDATA[<address>a</address>",
        "<port>6900</port>"
      })
  void whatNamesNoServer(String file) {
    ClientInfoXml read = ClientInfoXml.of(bytes(file));
    assertEquals(List.of(), read.servers());
    assertEquals(file, text(read.pointed(PROXY, null, LOGIN_PORT)));
  }

  @ParameterizedTest(name = "playing on {0}: {1}")
  @CsvSource({
    "main.example:6900, P M2 T",
    "MAIN.example:6900, P M2 T",
    "main.example:7900, M P T",
    "main.example:1,    P P T",
    "test.example:6900, M M2 P",
    "192.0.2.1:6900,    P P P",
    ",                  P P P"
  })
  void ofSeveralConnectionsThoseOfTheServerArePointed(String server, String entries) {
    String connection =
        "<connection><display>%s</display><address>%s</address><port>%s</port></connection>\n";
    String file =
        "<clientinfo>\n"
            + connection.formatted("M", "main.example", "6900")
            + connection.formatted("M2", "main.example", "7900")
            + connection.formatted("T", "test.example", "6900")
            + "</clientinfo>";
    ClientInfoXml pointed =
        ClientInfoXml.of(
            ClientInfoXml.of(bytes(file))
                .pointed(PROXY, server == null ? null : address(server), LOGIN_PORT));
    String expected =
        Arrays.stream(entries.split(" "))
            .map(
                entry ->
                    switch (entry) {
                      case "P" -> "127.0.0.1:6901";
                      case "M" -> "main.example:6900";
                      case "M2" -> "main.example:7900";
                      default -> "test.example:6900";
                    })
            .collect(Collectors.joining(" "));
    assertEquals(expected, servers(pointed));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "EUC-KR,       <?xml version='1.0' encoding='euc-kr'?>, 라그나로크 온라인",
    "x-windows-949,<?xml version='1.0' encoding='euc-kr'?>, 뷁 똠방각하",
    "UTF-8,        <?xml version='1.0' encoding='utf-8'?>,  라그나로크 – é",
    "windows-1252, '',                                      Königreich “Ä” €",
    "GBK,          <?xml version='1.0' encoding='gb2312'?>, 仙境传说",
    "UTF-8,        \uFEFF<?xml version='1.0'?>,             mit Zeichen davor é"
  })
  void everyOtherByteStays(String charset, String declaration, String name) {
    String file =
        declaration
            + "\r\n<clientinfo>\r\n\t<desc>"
            + name
            + "</desc>\r\n\t<connection>\r\n\t\t<display>"
            + name
            + "</display>\r\n\t\t<address>%s</address>\r\n\t\t<port>%s</port>\r\n\t\t<!-- "
            + name
            + " -->\r\n\t</connection>\r\n</clientinfo>\r\n";
    byte[] before = file.formatted("play.example", "6900").getBytes(Charset.forName(charset));
    byte[] after = file.formatted("127.0.0.1", "6901").getBytes(Charset.forName(charset));
    assertArrayEquals(after, ClientInfoXml.of(before).pointed(PROXY, null, LOGIN_PORT));
  }

  @Test
  void utf16IsKnownByItsBeginning() {
    assertTrue(ClientInfoXml.isUtf16("\uFEFF<a/>".getBytes(StandardCharsets.UTF_16LE)));
    assertTrue(ClientInfoXml.isUtf16("\uFEFF<a/>".getBytes(StandardCharsets.UTF_16BE)));
    assertFalse(ClientInfoXml.isUtf16("\uFEFF<a/>".getBytes(StandardCharsets.UTF_8)));
    assertFalse(ClientInfoXml.isUtf16(new byte[0]));
    assertFalse(ClientInfoXml.isUtf16(new byte[] {(byte) 0xFF}));
  }

  @Test
  void everyBeginningOfAFileIsReadAndPointedWithoutHarm() {
    byte[] whole =
        bytes(
            "<?xml?><!--<a>--><clientinfo><connection><address>a<!--b-->c</address>"
                + "<port>1</port></connection><connection><address>d</address></connection>");
    for (int length = 0; length <= whole.length; length++) {
      ClientInfoXml read = ClientInfoXml.of(Arrays.copyOf(whole, length));
      byte[] pointed = read.pointed(PROXY, null, LOGIN_PORT);
      assertTrue(
          ClientInfoXml.of(pointed).servers().stream()
              .allMatch(server -> server.host().equals("127.0.0.1")),
          text(pointed));
    }
  }

  @Test
  void rubbishIsReadWithoutHarm() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] pieces = {"<", ">", "/", "address", "port", "connection", "!--", "--", " ", "x", "\n"};
    for (int round = 0; round < 2_000; round++) {
      StringBuilder file = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        file.append(pieces[random.nextInt(pieces.length)]);
      }
      ClientInfoXml read = ClientInfoXml.of(bytes(file.toString()));
      byte[] pointed = read.pointed(PROXY, null, LOGIN_PORT);
      assertTrue(read.servers().isEmpty() == text(pointed).contentEquals(file), "seed " + seed);
    }
  }

  private static InetSocketAddress address(String text) {
    int colon = text.indexOf(':');
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static String servers(ClientInfoXml read) {
    return read.servers().stream()
        .map(server -> AddressCheck.text(server.address(LOGIN_PORT)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
