package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.*;
import java.util.concurrent.atomic.LongAdder;

public final class Tally {
  static final ConcurrentSkipListMap<String, LongAdder> N = new ConcurrentSkipListMap<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> N.forEach((k, v) -> System.err.println("TALLY " + k + " " + v.sum()))));
  }

  public static void add(String k) {
    N.computeIfAbsent(k, x -> new LongAdder()).increment();
  }

  static void out(ByteBuf d) {
    int f = d.getUnsignedByte(d.readerIndex()), n = d.readableBytes();
    String k = f <= 3 ? "stun" : f >= 192 ? "long" : "short";
    add("udp." + k);
    N.computeIfAbsent("bytes", x -> new LongAdder()).add(n);
    if (k.equals("short")) add(String.format("short.size.%04d", n < 100 ? n : n / 20 * 20));
  }
}
