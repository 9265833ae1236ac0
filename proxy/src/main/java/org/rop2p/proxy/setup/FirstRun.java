package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ConfigProblem;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.HostPort;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;

/**
 * The first run: asks about address and folder, writes {@code conf/p2p_config.json}, points the
 * client at the proxy, and can put it back. Thread-safe; every method blocks for files, {@link
 * #check} and {@link #start} some seconds at most for the network. None throws for what a person or
 * a file says: that is in the answer's sentence.
 */
public final class FirstRun {
  /**
   * What is known so far.
   *
   * @param address as a person would type it; empty if not known
   * @param folder of the game; empty if not known
   * @param listen {@code host:port} where the client will connect
   * @param complete whether the configuration is enough to play
   */
  public record Known(
      String address, String folder, Privacy privacy, String listen, boolean complete) {}

  /** What is to be said of both fields. */
  public record Checked(AddressAnswer address, FolderAnswer folder) {}

  private final Path home;
  private final Path configFile;
  private final Network network;

  private FirstRun(Path home, Path configFile, Network network) {
    this.home = home;
    this.configFile = configFile;
    this.network = network;
  }

  /**
   * The first run in a folder.
   *
   * @param home where {@code conf/} is, or is to be
   */
  public static FirstRun in(Path home) {
    return in(home, Network.REAL);
  }

  static FirstRun in(Path home, Network network) {
    return new FirstRun(home, Home.configFile(home), network);
  }

  /** The same with a configuration elsewhere. */
  public FirstRun with(Path config) {
    return new FirstRun(home, config, network);
  }

  /** The file that {@link #start} writes, whether it is there or not. */
  public Path configFile() {
    return configFile;
  }

  /** What the configuration says; else what the folders here tell. A broken one says nothing. */
  public synchronized Known known() {
    ConfigFile file = file();
    ProxyConfig config = config(file);
    String folder = file.gameFolder();
    String address = "";
    if (config.p2p().coordinator() != null) {
      address = config.p2p().coordinator().toString();
    } else if (config.server() != null) {
      address = AddressCheck.text(config.server());
    }
    if (folder.isEmpty()) {
      folder = gameAround(config.listen());
    }
    boolean complete =
        config.server() != null || config.p2p().enabled() || file.lastNamed().server().isPresent();
    if (address.isEmpty() && !folder.isEmpty()) {
      address = ClientFolder.look(folder, config.listen()).server().orElse("");
    }
    return new Known(
        address,
        folder,
        config.p2p().reach().privacy(),
        AddressCheck.text(config.listen()),
        complete);
  }

  /** Judges what stands in the two fields; changes nothing. */
  public Checked check(String address, String folder) {
    ProxyConfig config = config(file());
    return new Checked(
        new AddressCheck(network).check(address, config),
        ClientFolder.look(folder, config.listen()));
  }

  /**
   * Writes the configuration and points the client; starts no proxy. When it fails nothing is
   * changed.
   *
   * @param folder empty: the client is left alone
   */
  public synchronized Outcome start(String address, String folder, Privacy privacy) {
    return set(address, folder, Optional.of(privacy), false, Optional.empty(), this::unreachable);
  }

  /**
   * As {@link #start} without a folder, and with the privacy that the player has set, or else that
   * which the coordinator wants.
   *
   * @param plainHttp whether a coordinator on another machine may be asked over plain HTTP
   * @param listen where the client will be listened for, if elsewhere than the configuration says;
   *     not kept
   */
  public synchronized Outcome join(
      String address, boolean plainHttp, Optional<InetSocketAddress> listen) {
    return set(address, "", Optional.empty(), plainHttp, listen, server -> Optional.empty());
  }

  /** Keeps how links are to be made. */
  public synchronized Outcome keep(Privacy privacy) {
    return ConfigWriter.set(
        configFile, Map.of("p2p.privacy", privacy.name().toLowerCase(Locale.ROOT)));
  }

  /** Puts the client's file back as it was, byte for byte. */
  public synchronized Outcome undo() {
    String folder = known().folder();
    return folder.isEmpty()
        ? Outcome.failed("There is nothing to undo: no game's folder was named")
        : ClientFolder.undo(folder, config(file()).listen());
  }

  private Outcome set(
      String typed,
      String folder,
      Optional<Privacy> privacy,
      boolean plainHttp,
      Optional<InetSocketAddress> listen,
      Function<InetSocketAddress, Optional<Outcome>> unreachable) {
    ConfigFile file = file();
    ProxyConfig read = config(file);
    ProxyConfig written = listen.map(read::withListen).orElse(read);
    ProxyConfig config =
        plainHttp
            ? written.withP2p(p2p -> p2p.security = p2p.security.withPlainHttp(true))
            : written;
    AddressAnswer address = new AddressCheck(network).check(typed, config);
    if (!address.ok()) {
      return Outcome.failed(address.sentence());
    }
    InetSocketAddress server = HostPort.parse(address.server(), ProxyConfig.LOGIN_PORT);
    FolderAnswer game = ClientFolder.look(folder, config.listen());
    if (!game.ok()) {
      return Outcome.failed(game.sentence());
    }
    Optional<Outcome> down = unreachable.apply(server);
    if (down.isPresent()) {
      return down.get();
    }
    byte[] before = bytes();
    Outcome kept =
        ConfigWriter.set(configFile, keys(typed, folder, address, privacy, plainHttp, file));
    if (!kept.ok()) {
      return kept;
    }
    Outcome pointed = ClientFolder.point(folder, config.listen(), server);
    if (!pointed.ok()) {
      takeBack(before);
      return pointed;
    }
    boolean alone = game.state() == FolderAnswer.State.EMPTY;
    return Outcome.done(kept.sentence() + (alone ? ". " : "; ") + pointed.sentence());
  }

  private Map<String, Object> keys(
      String typed,
      String folder,
      AddressAnswer address,
      Optional<Privacy> privacy,
      boolean plainHttp,
      ConfigFile file) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (ServerAddress.of(typed) instanceof ServerAddress.Coordinator coordinator) {
      URI old = config(file).p2p().coordinator();
      keys.put("server.address", null);
      keys.put("coordinator.rest_api_url", coordinator.restApi().toString());
      if (!coordinator.restApi().equals(old)) {
        keys.put("coordinator.websocket_url", null);
        keys.put("coordinator.fallback_urls", null);
      }
      keys.put(ConfigFile.LAST_SERVER, address.server());
      keys.put(ConfigFile.LAST_DATE, address.clientDate().orElse(null));
    } else {
      keys.put("server.address", address.server());
      keys.put("coordinator.rest_api_url", null);
      keys.put("coordinator.websocket_url", null);
      keys.put("coordinator.fallback_urls", null);
      keys.put(ConfigFile.LAST_SERVER, null);
      keys.put(ConfigFile.LAST_DATE, null);
    }
    Optional<Privacy> wanted =
        privacy.or(() -> file.namesPrivacy() ? Optional.empty() : address.privacy());
    wanted.ifPresent(p -> keys.put("p2p.privacy", p.name().toLowerCase(Locale.ROOT)));
    if (plainHttp) {
      keys.put("security.allow_plain_http", true);
    }
    if (!folder.isBlank()) {
      keys.put(
          "client.folder",
          GameFiles.in(folder).map(files -> files.folder().toString()).orElse(folder.strip()));
    }
    return keys;
  }

  private Optional<Outcome> unreachable(InetSocketAddress server) {
    try {
      network.connect(server);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          Outcome.failed(
              "The game server %s does not answer (%s): check the address, and whether it is up"
                  .formatted(AddressCheck.text(server), e.getMessage())));
    }
  }

  /** The folder that this program was unpacked into, or the one around it, if a game is there. */
  private String gameAround(InetSocketAddress listen) {
    Path here = home.toAbsolutePath().normalize();
    for (Path folder = here; folder != null && !folder.equals(here.getRoot()); ) {
      FolderAnswer found = ClientFolder.look(folder.toString(), listen);
      if (found.ok()) {
        return folder.toString();
      }
      folder = folder.equals(here) ? here.getParent() : null;
    }
    return "";
  }

  private ConfigFile file() {
    try {
      return Files.exists(configFile) ? ConfigFile.read(configFile) : ConfigFile.none();
    } catch (ConfigProblem e) {
      return ConfigFile.none();
    }
  }

  private static ProxyConfig config(ConfigFile file) {
    try {
      return file.toProxyConfig(ProxyConfig.defaults());
    } catch (ConfigProblem e) {
      return ProxyConfig.defaults();
    }
  }

  private byte[] bytes() {
    try {
      return Files.exists(configFile) ? Files.readAllBytes(configFile) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private void takeBack(byte[] before) {
    try {
      if (before == null) {
        Files.deleteIfExists(configFile);
      } else {
        AtomicFile.write(configFile, before);
      }
    } catch (IOException e) {
      // The sentence about the client says what to do; this file is written again then.
    }
  }
}
