package org.rop2p.testbed.natlab;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
public final class PeerProgram implements AutoCloseable {
  private final Consumer<Line> say;
  private final EndpointConfig config;
  private final Map<Integer, PeerEnd> ends = new HashMap<>();

  /**
   * @param say told what happens, on any thread, also several at once
   */
  PeerProgram(EndpointConfig config, Consumer<Line> say) {
    this.say = say;
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
        new PeerProgram(
            EndpointConfig.defaults().withStunServers(addresses(args[0])), PeerProgram::print);
    print(Line.of("ready", 0));
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        program.hear(Line.parse(text));
      }
    }
    program.close();
    System.exit(0);
  }

  /** Literal addresses with ports, separated by commas. */
  static List<InetSocketAddress> addresses(String text) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String address : text.split(",", -1)) {
      int colon = address.lastIndexOf(':');
      addresses.add(
          new InetSocketAddress(
              InetAddress.getByName(address.substring(0, colon)),
              Integer.parseInt(address.substring(colon + 1))));
    }
    return addresses;
  }

  private static void print(Line line) {
    synchronized (System.out) {
      System.out.println(line.text());
      System.out.flush();
    }
  }

  /** Does what the judge says; one thread at a time. */
  void hear(Line line) throws IOException {
    if (line.verb().equals("open")) {
      PeerEnd end = PeerEnd.open(line.link(), config, say);
      ends.put(line.link(), end);
      say.accept(Line.of("opened", line.link(), end.fingerprint().hex()));
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
      case "tally" -> say.accept(end.counted().line(line.link()));
      case "close" -> {
        end.close();
        ends.remove(line.link());
      }
      default -> throw new IllegalArgumentException("no verb is '" + line.verb() + "'");
    }
  }

  @Override
  public void close() {
    ends.values().forEach(PeerEnd::close);
    ends.clear();
  }
}
