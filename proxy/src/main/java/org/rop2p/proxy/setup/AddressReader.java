package org.rop2p.proxy.setup;

import static org.rop2p.proxy.config.ProxyConfig.LOGIN_PORT;

import java.net.IDN;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.proxy.config.HostPort;

/** Reads a {@link ServerAddress}, from the form that says most to that which says least. */
final class AddressReader {
  /** Longer than any address. */
  private static final int MAX_LENGTH = 300;

  private static final String API = "/api/v1";
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");

  /** {@code https:host}, {@code https:/host}, {@code https//host}, with backslashes too. */
  private static final Pattern TORN_SCHEME =
      Pattern.compile("(https?)(?::[/\\\\]{0,2}|//)([^/\\\\].*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern FOLDER =
      Pattern.compile("[A-Za-z]:[\\\\/].*|.*\\\\.*|/.*|file:.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private AddressReader() {}

  static ServerAddress read(String text) {
    if (text.isEmpty()) {
      return new ServerAddress.Unusable(
          "No server is named: write its address, such as your-server.example, or the https://"
              + " address that its admin gave you");
    }
    if (text.length() > MAX_LENGTH) {
      return new ServerAddress.Unusable(
          "That is longer than any address: write only the server's name, such as"
              + " your-server.example");
    }
    if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      return unusable(text, "has a blank in it: write the address without blanks");
    }
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.matches() && !scheme.group(1).equalsIgnoreCase("file")) {
      return web(text, scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2));
    }
    Matcher torn = TORN_SCHEME.matcher(text);
    if (torn.matches()) {
      return unusable(
          text,
          "is not quite a web address: did you mean %s://%s?"
              .formatted(torn.group(1).toLowerCase(Locale.ROOT), torn.group(2)));
    }
    if (FOLDER.matcher(text).matches()) {
      return unusable(text, "is a folder or file, no address: write the server's name");
    }
    return game(text);
  }

  private static ServerAddress web(String text, String scheme, String rest) {
    return switch (scheme) {
      case "http", "https" -> coordinator(text, scheme, rest);
      case "ws", "wss" ->
          unusable(
              text,
              "is the address of a coordinator's socket: did you mean %s://%s?"
                  .formatted(scheme.equals("ws") ? "http" : "https", restRoot(rest)));
      default ->
          unusable(
              text,
              "begins with %s://, which is no address to play on: did you mean https://%s?"
                  .formatted(scheme, rest));
    };
  }

  private static ServerAddress coordinator(String text, String scheme, String rest) {
    try {
      int slash = rest.indexOf('/');
      String authority = slash < 0 ? cut(rest) : rest.substring(0, slash);
      URI uri =
          new URI(scheme + "://" + ascii(authority) + (slash < 0 ? "" : rest.substring(slash)));
      if (uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() <= 0xFFFF) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return new ServerAddress.Coordinator(
            new URI(scheme + "://" + uri.getRawAuthority() + restPath(path)));
      }
      if (uri.getUserInfo() != null) {
        return new ServerAddress.Unusable(
            "An address with a name or password before the @ is not used: leave out all between //"
                + " and @");
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // falls through to the sentence below
    }
    return unusable(text, "is no web address: write it as https://your-server.example:8001" + API);
  }

  /** The root to which the path of a REST address, of one of its resources or of a site leads. */
  private static String restPath(String path) {
    int api = path.indexOf(API);
    boolean whole =
        api >= 0 && (path.length() == api + API.length() || path.charAt(api + API.length()) == '/');
    return (whole ? path.substring(0, api) : path).replaceFirst("/+$", "") + API;
  }

  private static String restRoot(String rest) {
    int slash = rest.indexOf('/');
    return slash < 0 ? rest + API : rest.substring(0, slash) + restPath(rest.substring(slash));
  }

  private static ServerAddress game(String text) {
    String bare = text.replaceFirst("/+$", "");
    if (bare.contains("/")) {
      return unusable(
          text, "has a path but no https:// before it: did you mean https://%s?".formatted(text));
    }
    if (bare.indexOf(':') != bare.lastIndexOf(':')) {
      return unusable(
          text,
          "is an IPv6 address, and the game knows only IPv4: write the server's name or four"
              + " numbers with dots");
    }
    try {
      InetSocketAddress address = HostPort.parse(ascii(bare), LOGIN_PORT);
      String host = address.getHostString();
      if (NUMBERS.matcher(host).matches() && !IPV4.matcher(host).matches()) {
        return unusable(
            host, "is no IP address: that is four numbers from 0 to 255 with dots between them");
      }
      if (!NAME.matcher(host).matches() || host.contains("..")) {
        return unusable(
            text, "is no server's name: letters, digits, dots and hyphens may stand in it");
      }
      return new ServerAddress.Game(address);
    } catch (IllegalArgumentException e) {
      return new ServerAddress.Unusable(e.getMessage());
    }
  }

  /** A name with letters beyond ASCII as name servers know it. */
  private static String ascii(String hostAndPort) {
    try {
      return hostAndPort.chars().allMatch(c -> c < 0x80) ? hostAndPort : IDN.toASCII(hostAndPort);
    } catch (IllegalArgumentException e) {
      return hostAndPort; // refused as a name below
    }
  }

  private static String cut(String rest) {
    return rest.replaceFirst("[?#].*", "");
  }

  private static ServerAddress unusable(String text, String sentence) {
    return new ServerAddress.Unusable("'" + text + "' " + sentence);
  }
}
