package org.rop2p.proxy.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which coordinators tokens may be sent to: over plain HTTP only to this machine, unless the player
 * says otherwise. Pure; no name is looked up, as a name server could lie.
 */
public final class PlainHttp {
  private static final Set<String> PLAIN = Set.of("http", "ws");
  private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]";

  private PlainHttp() {}

  /**
   * The coordinators.
   *
   * @param usable REST roots in the order in which they are tried
   * @param sentences what is wrong with the others, one each
   */
  public record Coordinators(List<URI> usable, List<String> sentences) {
    public Coordinators {
      usable = List.copyOf(usable);
      sentences = List.copyOf(sentences);
    }
  }

  /** Sorts out those that are not to get a token. */
  public static Coordinators check(ProxyConfig.P2p config) {
    List<URI> usable = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<URI> all = new ArrayList<>();
    all.add(config.coordinator());
    all.addAll(config.fallbacks());
    for (URI rest : all) {
      URI signaling = rest.equals(config.coordinator()) ? config.signaling() : null;
      URI open = isOpen(rest) ? rest : signaling;
      if (config.security().plainHttp() || open == null || !isOpen(open)) {
        usable.add(rest);
      } else {
        sentences.add(
            ("%s would send your login token in the clear: ask the admin for an https:// address, or"
                    + " set security.allow_plain_http to true in a network that nobody else reads")
                .formatted(open));
      }
    }
    return new Coordinators(usable, sentences);
  }

  /** Whether what goes there can be read on the way. */
  private static boolean isOpen(URI uri) {
    return PLAIN.contains(uri.getScheme().toLowerCase(Locale.ROOT))
        && !uri.getHost().toLowerCase(Locale.ROOT).matches(LOOPBACK);
  }
}
