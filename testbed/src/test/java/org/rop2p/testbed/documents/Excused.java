package org.rop2p.testbed.documents;

import java.util.List;

/**
 * A documented command that is not typed here.
 *
 * @param command as in the document; a {@code *} at its end stands for whatever follows
 * @param where the test class, or the script below the project's root, that does it; or empty
 * @param proof what stands there
 */
record Excused(String command, String why, String where, String proof) {
  private static final String ALL_CHECKS = "scripts/test";
  private static final String ARCHIVES = "scripts/lib/archives-test.sh";

  static final List<Excused> ALL =
      List.of(
          elsewhere("docs/admin-guide.md # runnable", "ApiGuideTest", "admin-guide.md"),
          elsewhere("docs/api.md # runnable", "ApiGuideTest", "api.md"),
          elsewhere("docs/deploy-coordinator.md # runnable", "DeployCommandsTest", "runnable()"),
          elsewhere("redis-cli -n 1 ping", "DeployCommandsTest", "redis-cli -n 1 ping"),
          elsewhere("~p2p status", "WordsInGameTest", "~p2p status"),
          elsewhere("~p2p peers", "WordsStoryTest", "~p2p peers"),
          elsewhere("~p2p off", "WordsStoryTest", "~p2p off"),
          elsewhere("~p2p on", "WordsStoryTest", "~p2p on"),
          elsewhere("scripts/replay DIR --p2p", ALL_CHECKS, "scripts/replay \"$session\" --p2p"),
          elsewhere("scripts/demo", ALL_CHECKS, "scripts/demo --players 3"),
          elsewhere("scripts/demo --faults all", ALL_CHECKS, "--faults all"),
          elsewhere("scripts/natlab", ALL_CHECKS, "scripts/natlab --quick"),
          elsewhere("mvn verify", ALL_CHECKS, "mvn -B -ntp verify"),
          elsewhere("mvn package", ALL_CHECKS, "mvn -B -ntp verify"),
          elsewhere("scripts/package", ARCHIVES, "package --jre runtimes/good.zip"),
          elsewhere(
              "scripts/package --jre RUNTIME.zip", ARCHIVES, "package --jre runtimes/good.zip"),
          elsewhere("ro-p2p.bat", ARCHIVES, "wine cmd /c ro-p2p.bat"),
          elsewhere("scripts/bench*", "DocumentedBenchesTest", "scripts/bench"),
          tooLong("scripts/natlab --sim", "LinksTest", "Grid.of("),
          tooLong("scripts/fuzz delivery", "RandomSchedulesTest", "DeliverySchedules"),
          tooLong("scripts/fuzz delivery --exhaustive", "DeliveryModelTest", "Exploration"),
          tooLong("scripts/fuzz SECONDS", "FrameScannerFuzzTest", "@FuzzTest"),
          notHere("scripts/fuzz", "decision 008 names it; README.md has what is typed"),
          notHere("scripts/test", "it is what runs this test"),
          elsewhere("scripts/demo --nodes", ALL_CHECKS, "scripts/demo --nodes"),
          notHere("scripts/demo --players 8 --field 20 --seconds 40", "a measurement of a minute"),
          notHere("mvn spotless:apply", "changes the sources; mvn verify checks the same"),
          notHere("apt install openjdk-17-jre-headless", "installs packages"),
          notHere("apt-get install openjdk-17-jdk-headless maven", "installs packages"),
          notHere("ip netns list", "needs root"),
          notHere("ip netns del", "needs root"),
          notHere("ssh -L 8001:127.0.0.1:8001 your-server.com", "needs an account elsewhere"),
          notHere("curl -fsS http://localhost:8000/health", "asks a program that is not ours"),
          notHere("ro-p2p login 1", "what a key signs, no command"),
          notHere("ro-p2p seal 2", "what a key is derived with, no command"),
          notHere("ro-p2p line 1", "what a key signs, no command"));

  private static Excused elsewhere(String command, String where, String proof) {
    return new Excused(command, "typed by " + where, where, proof);
  }

  /** And builds with Maven first; the test has the same at a smaller scale. */
  private static Excused tooLong(String command, String where, String proof) {
    return new Excused(command, "takes minutes; " + where + " has less of it", where, proof);
  }

  private static Excused notHere(String command, String why) {
    return new Excused(command, why, "", "");
  }

  boolean covers(String documented) {
    return command.endsWith("*")
        ? documented.startsWith(command.substring(0, command.length() - 1))
        : documented.equals(command);
  }

  @Override
  public String toString() {
    return command + ": " + why;
  }
}
