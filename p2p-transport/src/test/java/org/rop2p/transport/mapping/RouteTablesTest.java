package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What systems print of their routes. */
final class RouteTablesTest {
  private static final String LINUX =
      """
      Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
      tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0
      wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
      eth0\t00000000\tFE00000A\t0003\t0\t0\t100\t00000000\t0\t0\t0
      eth0\t0000000A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
      eth1\t00000000\t0102A8C0\t0002\t0\t0\t1\t00000000\t0\t0\t0
      """;

  private static final String ENGLISH =
      """
      ===========================================================================
      Interface List
        9...00 15 5d 01 02 03 ......Intel(R) Ethernet Connection
      ===========================================================================

      IPv4 Route Table
      ===========================================================================
      Active Routes:
      Network Destination        Netmask          Gateway       Interface  Metric
                0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.10     50
                0.0.0.0          0.0.0.0       10.0.0.254       10.0.0.7     25
              127.0.0.0        255.0.0.0         On-link         127.0.0.1    331
      ===========================================================================
      Persistent Routes:
        Network Address          Netmask  Gateway Address  Metric
                0.0.0.0          0.0.0.0      192.168.7.7  Default
      ===========================================================================
      """;

  private static final String GERMAN =
      """
      IPv4-Routentabelle
      ===========================================================================
      Aktive Routen:
           Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
                0.0.0.0          0.0.0.0   Auf Verbindung          10.8.0.2      5
                0.0.0.0          0.0.0.0       10.0.0.254       10.0.0.7     25
      Ständige Routen:
        Netzwerkadresse          Netzmaske  Gatewayadresse  Metrik
                0.0.0.0          0.0.0.0      192.168.7.7  Standard
      """;

  private static final String PORTUGUESE =
      """
      Rotas ativas:
      Endereço de rede          Máscara   Ender. gateway       Interface   Custo
                0.0.0.0          0.0.0.0       10.0.0.254         10.0.0.7     25
            10.0.0.0    255.255.255.0      No vínculo          10.0.0.7    281
      Rotas persistentes:
        Nenhuma
      """;

  private static final String KOREAN =
      """
      IPv4 경로 테이블
      활성 경로:
      네트워크 대상      네트워크 마스크      게이트웨이       인터페이스   메트릭
                0.0.0.0          0.0.0.0       10.0.0.254         10.0.0.7     25
              127.0.0.0        255.0.0.0            연결됨         127.0.0.1    331
      영구 경로:
        없음
      """;

  private static final String MAC =
      """
         route to: default
      destination: default
             mask: default
          gateway: 10.0.0.254
        interface: en0
            flags: <UP,GATEWAY,DONE,STATIC,PRCLONING,GLOBAL>
       recvpipe  sendpipe  ssthresh  rtt,msec    rttvar  hopcount      mtu     expire
             0         0         0         0         0         0      1500         0
      """;

  @Test
  void linuxTellsAddressesInTheMachinesOrder() throws Exception {
    InetAddress gateway = InetAddress.getByName("10.0.0.254");
    assertEquals(Optional.of(gateway), RouteTables.linux(LINUX, ByteOrder.LITTLE_ENDIAN));
    String big = LINUX.replace("FE00000A", "0A0000FE");
    assertEquals(Optional.of(gateway), RouteTables.linux(big, ByteOrder.BIG_ENDIAN));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, GERMAN, PORTUGUESE, KOREAN})
  void windowsTellsTheSameInEveryLanguage(String table) throws Exception {
    Optional<InetAddress> gateway = Optional.of(InetAddress.getByName("10.0.0.254"));
    assertEquals(gateway, RouteTables.windows(table));
    assertEquals(gateway, RouteTables.windows(table.replace("\n", "\r\n")));
  }

  @Test
  void macTellsOneRoute() throws Exception {
    assertEquals(Optional.of(InetAddress.getByName("10.0.0.254")), RouteTables.mac(MAC));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eth0 00000000 0101A8C0 0001 0 0 0 00000000 | no gateway's route",
        "eth0 00000000 0101A8C0 0003 0 0 0 | cut",
        "eth0 00000000 00000000 0003 0 0 0 00000000 | to nowhere",
        "0.0.0.0 0.0.0.0 256.1.1.1 10.0.0.7 25 | no address",
        "0.0.0.0 0.0.0.0 router.example 10.0.0.7 25 | a name",
        "0.0.0.0 0.0.0.0 10.0.0.1 10.0.0.7 99999999999 | no metric",
        "gateway: link#5 | a point-to-point link",
        "gateway: fe80::1%en0 | another family",
        "route: writing to routing socket: not in table | offline"
      })
  void whatIsNoGatewayIsNone(String line, String story) {
    for (String table : List.of(line, line + "\n", "\n" + line)) {
      assertTrue(RouteTables.linux(table, ByteOrder.LITTLE_ENDIAN).isEmpty(), story);
      assertTrue(RouteTables.windows(table).isEmpty(), story);
      assertTrue(RouteTables.mac(table).isEmpty(), story);
    }
  }

  @Test
  void noiseNeverThrows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (String table : List.of(LINUX, ENGLISH, MAC)) {
      for (int i = 0; i < 2_000; i++) {
        char[] noise = table.toCharArray();
        for (int flips = random.nextInt(20); flips >= 0; flips--) {
          noise[random.nextInt(noise.length)] = (char) random.nextInt(0x250);
        }
        String text = new String(noise, 0, random.nextInt(noise.length));
        try {
          RouteTables.linux(text, ByteOrder.LITTLE_ENDIAN);
          RouteTables.windows(text);
          RouteTables.mac(text);
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + seed + ": " + text, e);
        }
      }
    }
  }
}
