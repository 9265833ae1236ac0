package org.rop2p.bench.frames;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.netty.util.ResourceLeakDetector;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rop2p.bench.relay.InProcess;
import org.slf4j.LoggerFactory;

/**
 * Frames on their way through a real relay over loopback sockets, one message under way at a time.
 * An operation is one forwarded frame; what is allocated is that of the whole JVM, so the way
 * without a relay tells what the measuring itself allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ForwardedFrames {
  /** Frames in one invocation. */
  private static final int FRAMES = 16;

  /** CZ_REQUEST_MOVE, which a player sends most. */
  private static final byte[] MOVE = {0x5F, 0x03, 1, 2, 3};

  private static final int UNIT_ENTRY = 114;

  /** ZC_NOTIFY_MOVEENTRY (09FD), which a server sends most; the rest may be anything. */
  private static final byte[] WALK = new byte[UNIT_ENTRY];

  static {
    WALK[0] = (byte) 0xFD;
    WALK[1] = 0x09;
    WALK[2] = UNIT_ENTRY;
  }

  /** Where the recorded sessions are. */
  static final String RECORDING = "rop2p.bench.recording";

  @Param({"NOTHING", "BARE_NETTY", "RO_P2P"})
  private InProcess.Between between;

  /** Frames that stand in one message, as a server batches them. */
  @Param({"1", "4"})
  private int together;

  private InProcess player;
  private ByteBuffer fromClient;
  private ByteBuffer fromServer;
  private ByteBuffer in;

  @Setup
  public void enter() throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // as in play
    player = InProcess.open(Path.of(System.getProperty(RECORDING)), between);
    fromClient = repeated(MOVE);
    fromServer = repeated(WALK);
    in = ByteBuffer.allocateDirect(fromServer.capacity());
  }

  @TearDown
  public void leave() throws IOException {
    player.close();
  }

  /** Client to server. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void walksAskedFor() throws IOException {
    for (int i = 0; i < FRAMES; i += together) {
      pass(player.client(), fromClient, player.server());
    }
  }

  /** Server to client. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void walksShown() throws IOException {
    for (int i = 0; i < FRAMES; i += together) {
      pass(player.server(), fromServer, player.client());
    }
  }

  private void pass(SocketChannel from, ByteBuffer message, SocketChannel to) throws IOException {
    message.clear();
    while (message.hasRemaining()) {
      from.write(message);
    }
    in.clear().limit(message.capacity());
    while (in.hasRemaining()) {
      if (to.read(in) < 0) {
        throw new EOFException("the relay has closed the connection");
      }
    }
  }

  private ByteBuffer repeated(byte[] frame) {
    ByteBuffer message = ByteBuffer.allocateDirect(frame.length * together);
    for (int i = 0; i < together; i++) {
      message.put(frame);
    }
    return message;
  }
}
