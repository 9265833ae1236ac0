package org.rop2p.coordinator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.ConfigException;
import org.rop2p.coordinator.config.ConfigFile;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.Overrides;
import org.rop2p.coordinator.config.TlsFiles;
import org.rop2p.coordinator.rest.RestApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The program {@code ro-p2p-coordinator}. Exit status 0 after a signal, 1 for a failure, 2 for
 * usage.
 */
@Command(
    name = "ro-p2p-coordinator",
    mixinStandardHelpOptions = true,
    version = "ro-p2p-coordinator 0.1.0",
    description = "Introduces players of ro-p2p to each other, zone by zone.",
    footer = {
      "",
      "When it is ready it prints: Coordinator listening on http://HOST:PORT" + RestApi.ROOT
    })
public final class Main implements Callable<Integer> {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  /** Below the 10 s after which container engines kill. */
  private static final int CLOSING_SECONDS = 8;

  /** What holds without a file. */
  private static final String BUILT_IN = "coordinator: {require_authentication: false}";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The YAML file to read; without it: loopback, everybody is believed.")
  private Path configFile;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = ListenConverter.class,
      description = "Where to listen; port 0 lets the system choose.")
  private Listen listen;

  @Option(
      names = "--auth",
      paramLabel = "MODE",
      converter = AuthModeConverter.class,
      description = "How players log in: none (development), rathena-web, rathena-db or jwt.")
  private AuthMode auth;

  @Option(
      names = "--rathena-web",
      paramLabel = "URL",
      converter = HttpUrlConverter.class,
      description = "Where rAthena's web-server listens, e.g. http://127.0.0.1:8888.")
  private URI rathenaWeb;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = "Where to log besides the console, instead of logging.file.")
  private Path logFile;

  @Option(
      names = "--allow-unauthenticated",
      description = "Believe everybody though other machines can connect.")
  private boolean allowUnauthenticated;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(
            (wrong, given) -> {
              System.err.println(wrong.getMessage() + ". Try --help.");
              return USAGE;
            })
        .execute(args);
  }

  @Override
  public Integer call() throws InterruptedException {
    CoordinatorConfig config;
    List<String> warnings;
    try {
      ConfigFile.Loaded loaded = load(System.getenv());
      config = loaded.config();
      warnings = loaded.warnings();
    } catch (ConfigException e) {
      e.problems().forEach(err::println);
      return USAGE;
    }
    Optional<String> unusable = config.listening().tls().flatMap(TlsFiles::problem);
    if (unusable.isPresent()) {
      err.println(unusable.get());
      return FAILURE;
    }
    Optional<String> unwritable = config.logging().file().flatMap(Main::unwritable);
    if (unwritable.isPresent()) {
      err.println(unwritable.get());
      return FAILURE;
    }
    Logging.configure(config.logging());
    Logger log = LoggerFactory.getLogger(Main.class);
    warnings.forEach(log::warn);
    Coordinator coordinator;
    try {
      coordinator = Coordinator.start(config).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      err.println(sentence(config, e.getCause()));
      return FAILURE;
    }
    if (config.auth().mode() == AuthMode.NONE) {
      log.warn(
          "Everybody is believed (auth.mode none, for development): for real players set"
              + " coordinator.require_authentication: true, coordinator.jwt_secret, and"
              + " auth.rathena_web_url to rAthena's web-server");
    }
    if (!config.enabled()) {
      log.warn("P2P is off (coordinator.enabled is false): everybody is told so");
    }
    closeOnSignal(coordinator);
    out.println(
        "Coordinator listening on "
            + (config.listening().tls().isPresent() ? "https://" : "http://")
            + bracketed(config.listening().host())
            + ":"
            + coordinator.port()
            + RestApi.ROOT);
    out.flush();
    new CountDownLatch(1).await(); // The hook ends the process.
    return FAILURE;
  }

  private ConfigFile.Loaded load(Map<String, String> environment) throws ConfigException {
    Overrides overrides =
        new Overrides(
            Optional.ofNullable(listen).map(Listen::host),
            Optional.ofNullable(listen).map(Listen::port),
            Optional.ofNullable(auth),
            Optional.ofNullable(rathenaWeb),
            Optional.ofNullable(logFile),
            allowUnauthenticated);
    return configFile == null
        ? ConfigFile.parse("built-in defaults", BUILT_IN, environment, overrides)
        : ConfigFile.load(configFile, environment, overrides);
  }

  private static Optional<String> unwritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        return Optional.of(
            "The folder "
                + folder
                + " of the log file cannot be made: make it, or change logging.file");
      }
    }
    boolean writable =
        Files.exists(file)
            ? Files.isRegularFile(file) && Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    return writable
        ? Optional.empty()
        : Optional.of(
            "The log file "
                + file
                + " cannot be written: make its folder writable, or change"
                + " logging.file");
  }

  private static String sentence(CoordinatorConfig config, Throwable cause) {
    String place = bracketed(config.listening().host()) + ":" + config.listening().port();
    if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
      return "Port "
          + config.listening().port()
          + " of "
          + config.listening().host()
          + " is in use: stop the program that"
          + " has it, or choose another with --listen "
          + bracketed(config.listening().host())
          + ":PORT";
    }
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return config.listening().host()
          + " cannot be found: choose an address of this machine with --listen";
    }
    return "Cannot listen on "
        + place
        + " ("
        + cause.getMessage()
        + "): choose an address of this"
        + " machine and a free port with --listen";
  }

  /** A JVM that a signal ends has status 128 + n otherwise, which supervisors call a failure. */
  private static void closeOnSignal(Coordinator coordinator) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  coordinator
                      .close()
                      .toCompletionStage()
                      .toCompletableFuture()
                      .completeOnTimeout(null, CLOSING_SECONDS, TimeUnit.SECONDS)
                      .join();
                  Logging.stop();
                  Runtime.getRuntime().halt(0);
                },
                "close-coordinator"));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  /** A host and a port. */
  private record Listen(String host, int port) {}

  private static final class ListenConverter implements ITypeConverter<Listen> {
    @Override
    public Listen convert(String value) {
      int colon = value.lastIndexOf(':');
      String host = colon < 0 ? "" : value.substring(0, colon);
      String port = value.substring(colon + 1);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
        throw new TypeConversionException(
            "\"" + value + "\" is not HOST:PORT, like 127.0.0.1:8001");
      }
      return new Listen(host, Integer.parseInt(port));
    }
  }

  private static final class AuthModeConverter implements ITypeConverter<AuthMode> {
    @Override
    public AuthMode convert(String value) {
      return AuthMode.of(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + value + "\" is no mode: none, rathena-web, rathena-db or jwt"));
    }
  }

  private static final class HttpUrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String value) {
      if (!ConfigFile.isHttp(value)) {
        throw new TypeConversionException(
            "\"" + value + "\" is not a URL like http://127.0.0.1:8888");
      }
      return URI.create(value);
    }
  }
}
