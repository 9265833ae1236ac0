package org.rop2p.proxy.doctor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operating systems' tables of listening sockets, read as text. Pure. */
final class PortTables {
  /** A row of {@code /proc/net/tcp} or {@code tcp6}: state 0A is LISTEN; the inode is the tenth. */
  private static final Pattern LINUX =
      Pattern.compile(
          "\\s*\\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A \\S+ \\S+ \\S+ +\\d+ +\\d+"
              + " (\\d+)\\b.*");

  /** Of who listens the foreign address has port 0; the word for it is translated. */
  private static final Pattern WINDOWS =
      Pattern.compile("\\s*TCP\\s+(\\S+):(\\d+)\\s+\\S+:0\\s+\\S.*?\\s(\\d+)\\s*");

  private static final Pattern TASK = Pattern.compile("\"([^\"]+)\",\"(\\d+)\".*");

  private PortTables() {}

  /**
   * A listening socket on Linux.
   *
   * @param inode that the owner's descriptor names
   */
  record Socket(long inode, boolean everywhere) {}

  /** Who listens on the port, in {@code /proc/net/tcp} or {@code tcp6}. */
  static Optional<Socket> linux(List<String> lines, int port) {
    for (String line : lines) {
      Matcher row = LINUX.matcher(line);
      if (row.matches() && Integer.parseInt(row.group(2), 16) == port) {
        return number(row.group(3)).map(inode -> new Socket(inode, row.group(1).matches("0+")));
      }
    }
    return Optional.empty();
  }

  /** Who listens on the port, in the output of {@code netstat -ano}. */
  static Optional<PortOwner> windows(List<String> lines, int port) {
    Set<Long> processes = new HashSet<>();
    boolean everywhere = false;
    for (String line : lines) {
      Matcher row = WINDOWS.matcher(line);
      if (row.matches() && row.group(2).equals(Integer.toString(port))) {
        number(row.group(3)).ifPresent(processes::add);
        everywhere |= row.group(1).equals("0.0.0.0") || row.group(1).equals("[::]");
      }
    }
    boolean all = everywhere;
    return processes.stream().min(Long::compare).map(pid -> new PortOwner(pid, "", all));
  }

  /** The name of a process, in the output of {@code tasklist /FO CSV /NH}. */
  static Optional<String> task(List<String> lines, long process) {
    return lines.stream()
        .map(TASK::matcher)
        .filter(Matcher::matches)
        .filter(row -> row.group(2).equals(Long.toString(process)))
        .map(row -> row.group(1))
        .findFirst();
  }

  private static Optional<Long> number(String digits) {
    return digits.length() > 18 ? Optional.empty() : Optional.of(Long.parseLong(digits));
  }
}
