package org.rop2p.proxy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables as Linux and Windows print them. */
class PortTablesTest {
  private static final List<String> PROC_NET_TCP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 00000000:1AF4 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 48123 1 0000000000000000 100 0 0 10 0
         1: 0100007F:1AF5 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 48124 1 0000000000000000 100 0 0 10 0
         2: 0100007F:9C40 0100007F:1AF6 01 00000000:00000000 00:00000000 00000000  1000        0 48125 1 0000000000000000 20 4 30 10 -1
      """
          .lines()
          .toList();

  private static final List<String> PROC_NET_TCP6 =
      """
        sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 00000000000000000000000000000000:1AF4 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51000 1 0000000000000000 100 0 0 10 0
         1: 0000000000000000FFFF00000100007F:1AF7 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51001 1 0000000000000000 100 0 0 10 0
      """
          .lines()
          .toList();

  private static final List<String> NETSTAT =
      """

      Active Connections

        Proto  Local Address          Foreign Address        State           PID
        TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1044
        TCP    0.0.0.0:6900           0.0.0.0:0              LISTENING       7312
        TCP    127.0.0.1:6901         0.0.0.0:0              LISTENING       7313
        TCP    127.0.0.1:49700        127.0.0.1:6902         ESTABLISHED     812
        TCP    [::]:6903              [::]:0                 LISTENING       7314
        UDP    0.0.0.0:6904           *:*                                    7315
      """
          .lines()
          .toList();

  /** In German; the words of other languages have blanks. */
  private static final List<String> NETSTAT_TRANSLATED =
      """
        Proto  Lokale Adresse         Remoteadresse          Status           PID
        TCP    0.0.0.0:6900           0.0.0.0:0              ABHÖREN         7312
        TCP    0.0.0.0:6901           0.0.0.0:0              À L’ÉCOUTE      7313
      """
          .lines()
          .toList();

  private static final List<String> TASKLIST =
      """

      "login-server.exe","7312","Console","1","9,560 K"
      "svchost.exe","73","Services","0","12.560 K"
      """
          .lines()
          .toList();

  @Test
  void linux() {
    assertEquals(
        Optional.of(new PortTables.Socket(48_123, true)), PortTables.linux(PROC_NET_TCP, 6900));
    assertEquals(
        Optional.of(new PortTables.Socket(48_124, false)), PortTables.linux(PROC_NET_TCP, 6901));
    assertEquals(Optional.empty(), PortTables.linux(PROC_NET_TCP, 40_000), "only connected");
    assertEquals(Optional.empty(), PortTables.linux(PROC_NET_TCP, 6902), "somebody else's");
    assertEquals(
        Optional.of(new PortTables.Socket(51_000, true)), PortTables.linux(PROC_NET_TCP6, 6900));
    assertEquals(
        Optional.of(new PortTables.Socket(51_001, false)), PortTables.linux(PROC_NET_TCP6, 6903));
  }

  @Test
  void windows() {
    assertEquals(owner(7312, true), PortTables.windows(NETSTAT, 6900));
    assertEquals(owner(7313, false), PortTables.windows(NETSTAT, 6901));
    assertEquals(Optional.empty(), PortTables.windows(NETSTAT, 6902), "only connected");
    assertEquals(owner(7314, true), PortTables.windows(NETSTAT, 6903));
    assertEquals(Optional.empty(), PortTables.windows(NETSTAT, 6904), "UDP");
    assertEquals(owner(7312, true), PortTables.windows(NETSTAT_TRANSLATED, 6900));
    assertEquals(owner(7313, true), PortTables.windows(NETSTAT_TRANSLATED, 6901));
  }

  @Test
  void tasks() {
    assertEquals(Optional.of("login-server.exe"), PortTables.task(TASKLIST, 7312));
    assertEquals(Optional.of("svchost.exe"), PortTables.task(TASKLIST, 73));
    assertEquals(Optional.empty(), PortTables.task(TASKLIST, 1));
  }

  @Test
  void whatIsCutOffOrNonsenseHasNoOwner() {
    List<List<String>> tables = List.of(PROC_NET_TCP, PROC_NET_TCP6, NETSTAT, TASKLIST);
    for (List<String> table : tables) {
      for (String line : table) {
        for (int length = 0; length < line.length(); length++) {
          List<String> cut = List.of(line.substring(0, length));
          PortTables.linux(cut, 6900);
          PortTables.windows(cut, 6900).ifPresent(found -> assertEquals(true, found.everywhere()));
          PortTables.task(cut, 7312);
        }
      }
    }
    List<String> huge = List.of("TCP 0.0.0.0:6900 0.0.0.0:0 LISTENING " + "9".repeat(40));
    assertEquals(Optional.empty(), PortTables.windows(huge, 6900));
  }

  private static Optional<PortOwner> owner(long process, boolean everywhere) {
    return Optional.of(new PortOwner(process, "", everywhere));
  }
}
