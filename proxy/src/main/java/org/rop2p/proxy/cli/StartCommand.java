package org.rop2p.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.rop2p.proxy.app.Browser;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.classes.ClassArchive;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ConfigProblem;
import org.rop2p.proxy.config.Home;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.proxy.doctor.RunningProxy;
import org.rop2p.proxy.logging.Logging;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.transport.DatagramFilter;

/**
 * {@code ro-p2p} without a command, as a double-click starts it: the page, and the proxy as soon as
 * there is a configuration.
 */
final class StartCommand {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int ANY_PORT = 0;

  private final String version;
  private final DatagramFilter filter;
  private final PrintWriter out;

  StartCommand(String version, DatagramFilter filter, PrintWriter out) {
    this.version = version;
    this.filter = filter;
    this.out = out;
  }

  /**
   * Runs until it is stopped, or returns at once when such a program runs already.
   *
   * @param browser whether to open the page
   */
  void run(boolean browser) {
    FirstRun firstRun = FirstRun.in(Home.folder());
    ConfigFile file = file(firstRun.configFile());
    int port = page(file).port();
    Logging.configure(file.logging());
    Program program = Program.idle(version, firstRun, filter, Clock.systemUTC());
    Optional<OpenPage> opened = open(program, port, browser);
    if (opened.isEmpty()) {
      return;
    }
    OpenPage page = opened.get();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  page.close();
                  program.close();
                  Logging.finish();
                },
                "shutdown"));
    say("The page of ro-p2p is at " + page.url());
    say("Leave this window open while you play; closing it ends ro-p2p.");
    program.begin();
    ClassArchive.makeSoon(Rehearsal.class.getName());
    if (browser) {
      Browser.show(page.url());
    }
    PlayCommand.waitForever();
  }

  /**
   * The page, elsewhere where another program has its port: who clicks has nothing else to look at.
   * Empty if ro-p2p runs already.
   */
  private Optional<OpenPage> open(Program program, int port, boolean browser) {
    try {
      return Optional.of(OpenPage.of(program, port));
    } catch (IOException taken) {
      if (RunningProxy.find(new InetSocketAddress(LOOPBACK, port)).isPresent()) {
        runsAlready("http://%s:%d/".formatted(LOOPBACK, port), browser);
        return Optional.empty();
      }
    }
    try {
      OpenPage page = OpenPage.of(program, ANY_PORT);
      say(
          "Port %d is in use by another program, so the page has another one this time; page.port in conf/p2p_config.json sets it for good."
              .formatted(port));
      return Optional.of(page);
    } catch (IOException e) {
      throw new ProxyStartException(
          "no port for the page can be had (%s): end programs that hold many, or restart this machine"
              .formatted(e.getMessage()));
    }
  }

  private void runsAlready(String url, boolean browser) {
    say("ro-p2p runs already; its page is at " + url);
    if (browser) {
      Browser.show(url);
    }
  }

  /** A broken file must not keep the page from saying so. */
  private static ConfigFile file(Path path) {
    try {
      ConfigFile read = Files.exists(path) ? ConfigFile.read(path) : ConfigFile.none();
      var unused = read.logging();
      return read;
    } catch (ConfigProblem e) {
      return ConfigFile.none();
    }
  }

  private static ProxyConfig.Page page(ConfigFile file) {
    try {
      return file.toProxyConfig(ProxyConfig.defaults()).display().page();
    } catch (ConfigProblem e) {
      return ProxyConfig.defaults().display().page();
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
