package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plays a story about who reaches whom, told in steps: {@code A>B} A speaks to B and is heard,
 * {@code A>B!} and is not, {@code +29s} time passes, any other word is something the test does.
 *
 * <p>One is spoken to at the address that S, who is on the internet, saw last; at its own if S saw
 * none. {@code B>A@C} speaks to A where C saw it, {@code B>A@A} where A sees itself.
 */
final class Scene {
  /** Longer than any datagram of these stories is on its way. */
  private static final long HEARD_WITHIN = 10 * SimNetwork.MILLI;

  private final SimNetwork network;
  private final Map<String, SimSocket> actors = new HashMap<>();
  private final Map<String, Runnable> words = new HashMap<>();

  /** Whom saw whom where, by "who/whom". */
  private final Map<String, InetSocketAddress> seen = new HashMap<>();

  private String heard = "";

  Scene(SimNetwork network) {
    this.network = network;
  }

  Scene actor(String name, Host host, int port) {
    return actor(name, host.open(port, receiver(name)));
  }

  /** One whose socket was opened with {@link #receiver}. */
  Scene actor(String name, SimSocket socket) {
    actors.put(name, socket);
    return this;
  }

  SimSocket.Receiver receiver(String name) {
    return (datagram, from) -> {
      String speaker = new String(datagram, StandardCharsets.UTF_8);
      seen.put(name + "/" + speaker, from);
      heard = speaker + ">" + name;
    };
  }

  SimSocket socket(String name) {
    return actors.get(name);
  }

  Scene word(String word, Runnable action) {
    words.put(word, action);
    return this;
  }

  void play(String story, String steps) {
    int number = 0;
    for (String step : steps.split(" ", -1)) {
      number++;
      if (words.containsKey(step)) {
        words.get(step).run();
      } else if (step.startsWith("+")) {
        long seconds = Long.parseLong(step.substring(1, step.length() - 1));
        network.run(seconds * SimNetwork.SECOND);
      } else {
        boolean expected = !step.endsWith("!");
        boolean actual = say(expected ? step : step.substring(0, step.length() - 1));
        assertEquals(expected, actual, story + ": step " + number + ", " + step + "; " + network);
      }
    }
  }

  /** Where one saw another last. */
  InetSocketAddress seen(String who, String whom) {
    return Optional.ofNullable(seen.get(who + "/" + whom)).orElseThrow();
  }

  private boolean say(String step) {
    String speaker = step.substring(0, step.indexOf('>'));
    String[] whomWhere = step.substring(step.indexOf('>') + 1).split("@", -1);
    String whom = whomWhere[0];
    InetSocketAddress own = actors.get(whom).address();
    InetSocketAddress to =
        whomWhere.length == 1
            ? seen.getOrDefault("S/" + whom, own)
            : whomWhere[1].equals(whom) ? own : seen(whomWhere[1], whom);
    heard = "";
    actors.get(speaker).send(to, speaker.getBytes(StandardCharsets.UTF_8));
    network.run(HEARD_WITHIN);
    return heard.equals(speaker + ">" + whom);
  }
}
