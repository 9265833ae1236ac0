package org.rop2p.proxy.setup;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that a {@code clientinfo.xml} names. Immutable, pure.
 *
 * <p>The file is taken as bytes, not as XML: declarations lie about the encoding, and clients read
 * what no XML parser would. Every encoding of such files (EUC-KR, CP949, windows-1252, UTF-8 …)
 * leaves {@code <} and {@code >} to themselves; nothing is changed but addresses and ports.
 */
final class ClientInfoXml {
  private static final byte[] UTF_16_LITTLE = {(byte) 0xFF, (byte) 0xFE};
  private static final byte[] UTF_16_BIG = {(byte) 0xFE, (byte) 0xFF};
  private static final int MAX_PORT = 0xFFFF;
  private static final Set<String> VALUES = Set.of("address", "port");

  /** Lossless: one character a byte. */
  private final String text;

  private final List<Entry> entries;

  private ClientInfoXml(String text, List<Entry> entries) {
    this.text = text;
    this.entries = List.copyOf(entries);
  }

  /** What stands between two tags. */
  private record Content(int start, int end, String value) {}

  /**
   * A server.
   *
   * @param port as the file has it; empty if it has none that is a number from 1 to 65535
   */
  record Server(String host, Optional<Integer> port) {
    /** With the port that clients take where none stands. */
    InetSocketAddress address(int defaultPort) {
      return InetSocketAddress.createUnresolved(host, port.orElse(defaultPort));
    }
  }

  private record Entry(Content address, Content port, int afterAddress) {
    Server server() {
      return new Server(address.value, port == null ? Optional.empty() : number(port.value));
    }
  }

  /** Reads any bytes; what makes no sense names no servers. */
  static ClientInfoXml of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return new ClientInfoXml(text, new Scan(text).entries());
  }

  /** Whether the bytes are of an encoding that the game does not read, and neither do we. */
  static boolean isUtf16(byte[] bytes) {
    byte[] beginning = Arrays.copyOf(bytes, UTF_16_BIG.length);
    return Arrays.equals(beginning, UTF_16_LITTLE) || Arrays.equals(beginning, UTF_16_BIG);
  }

  /** In the order of the file, one for each address. */
  List<Server> servers() {
    return entries.stream().map(Entry::server).toList();
  }

  /**
   * The file with the entries of {@code server} pointed elsewhere; with all of them, if it is null
   * or none is of that server.
   *
   * @param defaultPort which the client takes where none stands
   */
  byte[] pointed(InetSocketAddress to, InetSocketAddress server, int defaultPort) {
    StringBuilder changed = new StringBuilder(text);
    List<Entry> chosen = chosen(server, defaultPort);
    List<Edit> edits = new ArrayList<>();
    for (Entry entry : chosen) {
      edits.add(new Edit(entry.address.start, entry.address.end, to.getHostString()));
      String port = Integer.toString(to.getPort());
      edits.add(
          entry.port == null
              ? new Edit(entry.afterAddress, entry.afterAddress, "<port>" + port + "</port>")
              : new Edit(entry.port.start, entry.port.end, port));
    }
    Collections.reverse(edits); // of two at one place the first stays in front
    edits.sort((a, b) -> Integer.compare(b.start, a.start)); // from behind: places stay valid
    edits.forEach(edit -> changed.replace(edit.start, edit.end, edit.text));
    return changed.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private record Edit(int start, int end, String text) {}

  private List<Entry> chosen(InetSocketAddress server, int defaultPort) {
    if (server == null) {
      return entries;
    }
    List<Entry> sameHost =
        entries.stream()
            .filter(entry -> entry.address.value.equalsIgnoreCase(server.getHostString()))
            .toList();
    List<Entry> same =
        sameHost.stream()
            .filter(entry -> entry.server().port.orElse(defaultPort) == server.getPort())
            .toList();
    if (!same.isEmpty()) {
      return same;
    }
    return sameHost.isEmpty() ? entries : sameHost;
  }

  private static Optional<Integer> number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number >= 1 && number <= MAX_PORT ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Goes through the tags once. */
  private static final class Scan {
    private final String text;
    private final List<Entry> entries = new ArrayList<>();

    /** Of the connection that is open. */
    private final List<Content> addresses = new ArrayList<>();

    private final List<Integer> afterAddresses = new ArrayList<>();
    private final List<Content> ports = new ArrayList<>();
    private int at;

    Scan(String text) {
      this.text = text;
    }

    List<Entry> entries() {
      while (true) {
        at = text.indexOf('<', at);
        if (at < 0) {
          endOfConnection();
          return entries;
        }
        if (!skipped("<!--", "-->") && !skipped("<![CDATA[", "]]>")) {
          tag();
        }
      }
    }

    private boolean skipped(String opening, String closing) {
      if (!text.startsWith(opening, at)) {
        return false;
      }
      int end = text.indexOf(closing, at + opening.length());
      at = end < 0 ? text.length() : end + closing.length();
      return true;
    }

    private void tag() {
      int end = text.indexOf('>', at);
      if (end < 0) {
        at = text.length();
        return;
      }
      String inside = text.substring(at + 1, end).strip().toLowerCase(Locale.ROOT);
      at = end + 1;
      String name = inside.split("\\s", 2)[0];
      if (name.equals("connection") || name.equals("/connection")) {
        endOfConnection();
      } else if (VALUES.contains(name) && !inside.endsWith("/")) {
        value(name);
      }
    }

    /** Up to the next tag that is no comment. */
    private void value(String name) {
      int start = at;
      StringBuilder value = new StringBuilder();
      int from = at;
      int next = text.indexOf('<', at);
      while (next >= 0 && text.startsWith("<!--", next)) {
        value.append(text, from, next);
        at = next;
        skipped("<!--", "-->");
        from = at;
        next = text.indexOf('<', at);
      }
      int end = next < 0 ? text.length() : next;
      value.append(text, from, end);
      at = end;
      Content content = trimmed(start, end, value.toString().strip());
      if (name.equals("port")) {
        ports.add(content);
      } else {
        addresses.add(content);
        int close = text.startsWith("</", end) ? text.indexOf('>', end) : -1;
        afterAddresses.add(close < 0 ? end : close + 1);
      }
    }

    /** Blanks around a value stay where they are. */
    private Content trimmed(int start, int end, String value) {
      int first = start;
      int last = end;
      while (first < last && text.charAt(first) <= ' ') {
        first++;
      }
      while (last > first && text.charAt(last - 1) <= ' ') {
        last--;
      }
      return new Content(first, last, value);
    }

    /** The first port is of the first address, and so on. */
    private void endOfConnection() {
      for (int i = 0; i < addresses.size(); i++) {
        entries.add(
            new Entry(
                addresses.get(i), i < ports.size() ? ports.get(i) : null, afterAddresses.get(i)));
      }
      addresses.clear();
      afterAddresses.clear();
      ports.clear();
    }
  }
}
