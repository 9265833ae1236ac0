package org.rop2p.testbed.natlab;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.slf4j.LoggerFactory;

/**
 * A host of the lab: opens endpoints as a proxy does and links them as the judge says on standard
 * input; what happens goes to standard output, a {@link Line} each. Ends with its input.
 *
 * <table>
 * <caption>Verbs</caption>
 * <tr><td>{@code open MEANS}</td><td>a new endpoint, for one link; answered by {@code opened} with its fingerprint</td></tr>
 * <tr><td>{@code again LINK}</td><td>one more link on the endpoint of an earlier one; answered as {@code open} is</td></tr>
 * <tr><td>{@code link FINGERPRINT}</td><td>begins the link; {@code up PATH MILLIS}, {@code down REASON}</td></tr>
 * <tr><td>{@code offer}, {@code answer}, {@code restart}, {@code candidate}, {@code probe}</td><td>signalling, either way</td></tr>
 * <tr><td>{@code send CHANNEL COUNT MILLIS}</td><td>so many messages, one each so many milliseconds</td></tr>
 * <tr><td>{@code tally}</td><td>answered by {@code tally} with the numbers of {@link Tally.Counted}</td></tr>
 * <tr><td>{@code close}</td><td>closes link and endpoint</td></tr>
 * </table>
 */
public final class PeerProgram implements AutoCloseable {
  private final Consumer<Line> say;
  private final Function<Means, EndpointConfig> settings;
  private final Map<Integer, PeerEnd> ends = new HashMap<>();

  /**
   * @param settings of an endpoint that may make use of so much
   * @param say told what happens, on any thread, also several at once
   */
  PeerProgram(Function<Means, EndpointConfig> settings, Consumer<Line> say) {
    this.say = say;
    this.settings = settings;
  }

  /**
   * Reads standard input to its end.
   *
   * @param args the words of {@link HostArguments}
   */
  public static void main(String[] args) throws IOException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    HostArguments arguments = HostArguments.of(List.of(args));
    PeerProgram program = new PeerProgram(arguments::settings, PeerProgram::print);
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

  private static void print(Line line) {
    synchronized (System.out) {
      System.out.println(line.text());
      System.out.flush();
    }
  }

  /** Does what the judge says; one thread at a time. */
  void hear(Line line) throws IOException {
    if (line.verb().equals("open")) {
      EndpointConfig config = settings.apply(Means.valueOf(line.word(0)));
      opened(line.link(), PeerEnd.open(line.link(), config, say));
      return;
    }
    if (line.verb().equals("again")) {
      opened(line.link(), ends.get(line.number(0)).again(line.link()));
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
      case "restart" ->
          end.current()
              .onRestart(
                  new IceRestart(
                      IceRestart.Step.valueOf(line.word(0)),
                      new IceDescription(line.word(1), line.word(2)),
                      line.word(3)));
      case "candidate" -> end.current().onCandidate(IceCandidate.parse(line.word(0)));
      case "probe" -> end.onProbe(line.word(0));
      case "send" -> end.send(Channel.valueOf(line.word(0)), line.number(1), line.number(2));
      case "tally" -> say.accept(end.counted().line(line.link()));
      case "close" -> {
        end.close();
        ends.remove(line.link());
      }
      default -> throw new IllegalArgumentException("no verb is '" + line.verb() + "'");
    }
  }

  private void opened(int link, PeerEnd end) {
    ends.put(link, end);
    say.accept(Line.of("opened", link, end.fingerprint().hex()));
  }

  @Override
  public void close() {
    ends.values().forEach(PeerEnd::close);
    ends.clear();
  }
}
