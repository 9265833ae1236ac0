package org.rop2p.bench.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.rop2p.bench.bare.BareProxy;
import org.rop2p.testbed.process.ChildProcess;
import org.rop2p.testbed.process.JavaProgram;

/**
 * The ways from client to map server that are compared, in the order of a pair: those between which
 * the aim is set stand side by side.
 */
enum Way {
  /** The client's connection is the map server's: what the measuring itself costs. */
  DIRECT("direct") {
    @Override
    Candidate start(GameServers servers, Programs programs) throws IOException {
      return new Running(servers.map(), null, false);
    }
  },

  BARE_NETTY("bare-netty") {
    @Override
    Candidate start(GameServers servers, Programs programs)
        throws IOException, InterruptedException {
      ChildProcess process =
          ChildProcess.start(
              label(),
              LISTENING,
              programs
                  .java(programs.benchClassPath(), BareProxy.class.getName())
                  .command(List.of(Integer.toString(servers.map().getPort()))));
      return new Running(awaitListening(process), process, true);
    }
  },

  /** The proxy of this project without a coordinator: every client logs in through it. */
  OURS("ro-p2p") {
    @Override
    Candidate start(GameServers servers, Programs programs)
        throws IOException, InterruptedException {
      ChildProcess process =
          ChildProcess.start(
              label(),
              LISTENING,
              programs
                  .java(programs.proxyClassPath(), JavaProgram.PROXY)
                  .command(
                      List.of(
                          "play",
                          "--server",
                          "127.0.0.1:" + servers.login().getPort(),
                          "--listen",
                          "127.0.0.1:0")));
      InetSocketAddress login = awaitListening(process);
      return new Running(login, process, true) {
        @Override
        public InetSocketAddress map() throws IOException {
          return servers.lead(login);
        }
      };
    }
  },

  HAPROXY("haproxy") {
    @Override
    Optional<String> missing(Programs programs) {
      return programs.haproxy().isPresent()
          ? Optional.empty()
          : Optional.of("haproxy is not installed: apt-get install haproxy");
    }

    @Override
    Candidate start(GameServers servers, Programs programs)
        throws IOException, InterruptedException {
      InetSocketAddress here = freeAddress();
      Path config = Files.createTempFile("bench-haproxy", ".cfg");
      try {
        Files.writeString(
            config, HAPROXY_CONFIG.formatted(here.getPort(), servers.map().getPort()));
        ChildProcess process =
            ChildProcess.start(
                label(),
                LISTENING,
                List.of(
                    programs.haproxy().orElseThrow().toString(), "-db", "-f", config.toString()));
        awaitConnect(here, process);
        return new Running(here, process, false);
      } finally {
        Files.delete(config);
      }
    }
  };

  /** Two threads, as both JVM proxies have two event loops. */
  private static final String HAPROXY_CONFIG =
      """
      global
        nbthread 2
        maxconn 4000
      defaults
        mode tcp
        timeout connect 5s
        timeout client 10m
        timeout server 10m
      listen relay
        bind 127.0.0.1:%d
        server map 127.0.0.1:%d
      """;

  /** What both JVM proxies say when they take clients. */
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private static final Duration START = Duration.ofSeconds(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final String label;

  Way(String label) {
    this.label = label;
  }

  /** How it is called in tables and reports. */
  String label() {
    return label;
  }

  /** Why this way cannot be measured here, with the remedy. */
  Optional<String> missing(Programs programs) {
    return Optional.empty();
  }

  /** Starts what lies in between and waits until it takes clients. */
  abstract Candidate start(GameServers servers, Programs programs)
      throws IOException, InterruptedException;

  /**
   * What is needed to start proxies.
   *
   * @param jvmFlags the same for both JVM proxies
   */
  record Programs(
      String benchClassPath, String proxyClassPath, List<String> jvmFlags, Optional<Path> haproxy) {
    private JavaProgram java(String classPath, String main) {
      return new JavaProgram(jvmFlags, classPath, main);
    }
  }

  private static InetSocketAddress awaitListening(ChildProcess process)
      throws IOException, InterruptedException {
    try {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), process.awaitReady(START));
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (var listener = Blocking.listen()) {
      return new InetSocketAddress(
          InetAddress.getLoopbackAddress(), Blocking.address(listener).getPort());
    }
  }

  private static void awaitConnect(InetSocketAddress address, ChildProcess process)
      throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try (Socket probe = new Socket()) {
        probe.connect(address);
        return;
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          process.close();
          throw new IOException(
              "haproxy does not listen: " + String.join(" / ", process.output()), e);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private static class Running implements Candidate {
    private final InetSocketAddress address;
    private final ChildProcess process;
    private final boolean jvm;

    Running(InetSocketAddress address, ChildProcess process, boolean jvm) {
      this.address = address;
      this.process = process;
      this.jvm = jvm;
    }

    @Override
    public InetSocketAddress map() throws IOException {
      return address;
    }

    @Override
    public OptionalLong pid() {
      return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
    }

    @Override
    public boolean jvm() {
      return jvm;
    }

    @Override
    public void close() {
      if (process != null) {
        process.close();
      }
    }
  }
}
