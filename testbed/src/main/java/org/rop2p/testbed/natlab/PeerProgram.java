package org.rop2p.testbed.natlab;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.slf4j.LoggerFactory;

/**
 * A host of the lab: opens endpoints as a proxy does and links them as the judge says on standard
 * input; what happens goes to standard output, a {@link Line} each. Ends with its input.
 *
 * <table>
 * <caption>Verbs</caption>
 * <tr><td>{@code open}</td><td>a new endpoint, for one link; answered by {@code opened} with its fingerprint</td></tr>
 * <tr><td>{@code link FINGERPRINT}</td><td>begins the link; {@code up PATH MILLIS}, {@code down REASON}</td></tr>
 * <tr><td>{@code offer}, {@code answer}, {@code candidate}</td><td>signalling, either way</td></tr>
 * <tr><td>{@code send CHANNEL COUNT MILLIS}</td><td>so many messages, one each so many milliseconds</td></tr>
 * <tr><td>{@code tally}</td><td>answered by {@code tally} with the numbers of {@link Tally.Counted}</td></tr>
 * <tr><td>{@code close}</td><td>closes link and endpoint</td></tr>
 * </table>
 */
public final class PeerProgram {
  private final PrintStream out;
  private final EndpointConfig config;
  private final Map<Integer, PeerEnd> ends = new HashMap<>();

  private PeerProgram(PrintStream out, EndpointConfig config) {
    this.out = out;
    this.config = config;
  }

  /**
   * Reads standard input to its end.
   *
   * @param args the STUN servers, {@code IP:PORT,IP:PORT}
   */
  public static void main(String[] args) throws IOException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    PeerProgram program =
        new PeerProgram(System.out, EndpointConfig.defaults().withStunServers(addresses(args[0])));
    program.say(Line.of("ready", 0));
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        program.hear(Line.parse(text));
      }
    }
    program.ends.values().forEach(PeerEnd::close);
    System.exit(0);
  }

  /** Literal addresses with ports, separated by commas. */
  static List<InetSocketAddress> addresses(String text) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String address : text.split(",")) {
      int colon = address.lastIndexOf(':');
      addresses.add(
          new InetSocketAddress(
              InetAddress.getByName(address.substring(0, colon)),
              Integer.parseInt(address.substring(colon + 1))));
    }
    return addresses;
  }

  private void say(Line line) {
    synchronized (out) {
      out.println(line.text());
      out.flush();
    }
  }

  private void hear(Line line) throws IOException {
    if (line.verb().equals("open")) {
      PeerEnd end = PeerEnd.open(line.link(), config, this::say);
      ends.put(line.link(), end);
      say(Line.of("opened", line.link(), end.fingerprint().hex()));
      return;
    }
    PeerEnd end = ends.get(line.link());
    if (end == null) {
      return; // signalling of a pair that the judge has closed meanwhile
    }
    switch (line.verb()) {
      case "link" -> end.link(new Fingerprint(line.word(0)));
      case "offer" -> end.current().onOffer(new IceDescription(line.word(0), line.word(1)));
      case "answer" -> end.current().onAnswer(new IceDescription(line.word(0), line.word(1)));
      case "candidate" -> end.current().onCandidate(IceCandidate.parse(line.word(0)));
      case "send" -> end.send(Channel.valueOf(line.word(0)), line.number(1), line.number(2));
      case "tally" -> say(end.counted().line(line.link()));
      case "close" -> {
        end.close();
        ends.remove(line.link());
      }
      default -> throw new IllegalArgumentException("no verb is '" + line.verb() + "'");
    }
  }
}
