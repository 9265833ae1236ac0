package org.rop2p.bench.coordinator;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.rop2p.bench.machine.ProcessMeter;
import org.rop2p.bench.world.Programs;
import org.rop2p.testbed.process.CoordinatorProgram;
import org.rop2p.testbed.process.CoordinatorSettings;
import org.rop2p.testbed.process.RedisProgram;

/** The coordinators of one arrangement, each in a process of its own, with what they need. */
final class Nodes implements Closeable {
  private static final Duration START = Duration.ofSeconds(40);
  private static final int SECRET_BYTES = 32;

  private final List<CoordinatorProgram> programs = new ArrayList<>();
  private final List<ProcessMeter> meters = new ArrayList<>();
  private final RedisProgram redis;

  private Nodes(RedisProgram redis) {
    this.redis = redis;
  }

  static Nodes start(Arrangement arrangement, Programs programs)
      throws IOException, InterruptedException {
    Nodes nodes = new Nodes(arrangement.redis() ? RedisProgram.start() : null);
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    Map<String, String> more = new HashMap<>();
    more.put("jwt_secret", "\"" + HexFormat.of().formatHex(secret) + "\"");
    if (nodes.redis != null) {
      more.put("redis", "{host: 127.0.0.1, port: %d, db: 0}".formatted(nodes.redis.port()));
    }
    try {
      for (int i = 0; i < arrangement.nodes(); i++) {
        CoordinatorProgram node =
            CoordinatorProgram.start(
                programs.coordinator(), new CoordinatorSettings(0, 0, Map.of(), more), START);
        nodes.programs.add(node);
        nodes.meters.add(new ProcessMeter(node.pid()));
      }
      return nodes;
    } catch (IOException | InterruptedException | RuntimeException e) {
      nodes.close();
      throw e;
    }
  }

  List<URI> restApis() {
    return programs.stream().map(CoordinatorProgram::restApi).toList();
  }

  long residentBytes() throws IOException {
    long sum = 0;
    for (ProcessMeter meter : meters) {
      sum += meter.residentBytes();
    }
    return sum;
  }

  long cpuNanos() throws IOException {
    long sum = 0;
    for (ProcessMeter meter : meters) {
      sum += meter.cpuNanos();
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    for (CoordinatorProgram program : programs) {
      program.close();
    }
    if (redis != null) {
      redis.close();
    }
  }
}
