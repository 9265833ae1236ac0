package org.rop2p.proxy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenPortTest {
  @ParameterizedTest(name = "{0}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
127.0.0.1:6900 | 12 | login-server | true  | port 6900 is taken by a game server on this machine, login-server (process 12): let ro-p2p listen on 127.0.0.1:6910 (--listen, or listen.address in the configuration) and write 127.0.0.1 and 6910 into clientinfo.xml
127.0.0.1:6900 | 12 | login-server.exe | false | port 6900 is taken by a game server on this machine, login-server.exe (process 12): let ro-p2p listen on 127.0.0.2:6900 (--listen, or listen.address in the configuration) and write 127.0.0.2 and 6900 into clientinfo.xml
127.0.0.1:6900 | 12 | nginx        | false | port 6900 is taken by nginx (process 12): end it, or let ro-p2p listen on 127.0.0.2:6900 (--listen, or listen.address in the configuration) and write 127.0.0.2 and 6900 into clientinfo.xml
127.0.0.1:6910 | 12 | ''           | true  | port 6910 is taken by another program (process 12): end it, or let ro-p2p listen on 127.0.0.1:6911 (--listen, or listen.address in the configuration) and write 127.0.0.1 and 6911 into clientinfo.xml
0.0.0.0:6900   | 0  | ''           | true  | port 6900 is taken by another program: end it, or let ro-p2p listen on 127.0.0.1:6910 (--listen, or listen.address in the configuration) and write 127.0.0.1 and 6910 into clientinfo.xml
""")
  void oneSentenceWithAnAddressThatIsFree(
      String listen, long process, String name, boolean everywhere, String sentence) {
    assertEquals(sentence, taken(listen, new PortOwner(process, name, everywhere)).whenStarting());
  }

  @Test
  void anotherOneOfUsIsCalledByItsName() {
    assertEquals(
        "port 6900 is taken by another ro-p2p (process 12): end it, or let ro-p2p listen on"
            + " 127.0.0.2:6900 (--listen, or listen.address in the configuration) and write 127.0.0.2 and 6900 into clientinfo.xml",
        taken("127.0.0.1:6900", new PortOwner(12, "java", false).asRoP2p()).whenStarting());
  }

  @Test
  void theDoctorSaysItInTwo() {
    TakenPort taken = taken("127.0.0.1:6900", new PortOwner(12, "login-server", true));
    assertEquals(
        "Port 6900 is taken by a game server on this machine, login-server (process 12).",
        taken.sentence());
    assertEquals(
        "Let ro-p2p listen on 127.0.0.1:6910 (--listen, or listen.address in the configuration) and write 127.0.0.1 and 6910 into clientinfo.xml.",
        taken.remedy());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.WINDOWS})
  void theSystemNamesThisVeryProcess() throws IOException {
    try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      PortOwner owner = PortOwners.find(mine.getLocalPort());
      assertEquals(ProcessHandle.current().pid(), owner.process());
      assertTrue(owner.name().startsWith("java"), owner.name());
      assertEquals(false, owner.everywhere());
    }
    try (ServerSocket mine = new ServerSocket(0)) {
      assertEquals(true, PortOwners.find(mine.getLocalPort()).everywhere());
    }
  }

  private static TakenPort taken(String listen, PortOwner owner) {
    int colon = listen.indexOf(':');
    return new TakenPort(
        new InetSocketAddress(
            listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1))),
        owner);
  }
}
