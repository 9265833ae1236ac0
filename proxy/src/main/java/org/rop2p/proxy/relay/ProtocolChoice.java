package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.detect.Candidates;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.codec.detect.DateFinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which client date's protocol connections are read: the one that the player has set, or the one
 * that earlier connections to the same server tell. Thread-safe.
 */
public abstract class ProtocolChoice {
  private static final Logger log = LoggerFactory.getLogger(ProtocolChoice.class);

  private ProtocolChoice() {}

  /**
   * What the player's choice comes to. Where the date is to be found, the tables of all dates are
   * read in the background.
   *
   * @throws IllegalArgumentException when the packet ids of the date are not known
   */
  public static ProtocolChoice of(DateChoice choice) {
    return choice.date().<ProtocolChoice>map(ProtocolChoice::fixed).orElseGet(Found::new);
  }

  /**
   * This date for all connections.
   *
   * @throws IllegalArgumentException when its packet ids are not known
   */
  public static ProtocolChoice fixed(PacketVersion version) {
    return new Fixed(Protocol.of(version));
  }

  /**
   * The protocol of a new connection.
   *
   * @param masked whether the client's packet ids are known to be masked by keys
   */
  abstract ConnectionProtocol open(ServerKind kind, boolean masked);

  /**
   * Whether only time tells if these first bytes to a map server are whole, as {@link
   * DateFinder#mayBeTorn} has it. They are only looked at. Never throws.
   */
  abstract boolean mayBeTorn(ByteBuf first);

  /** The date by which the next connection will be read. */
  public abstract ClientDate date();

  /** Blocks until connections can be opened without waiting: a fraction of a second, at first. */
  public abstract void awaitReady();

  private static final class Fixed extends ProtocolChoice {
    private final Protocol protocol;

    Fixed(Protocol protocol) {
      this.protocol = protocol;
    }

    @Override
    ConnectionProtocol open(ServerKind kind, boolean masked) {
      return new ConnectionProtocol(protocol);
    }

    @Override
    boolean mayBeTorn(ByteBuf first) {
      return false;
    }

    @Override
    public ClientDate date() {
      return ClientDate.set(protocol.version());
    }

    @Override
    public void awaitReady() {
      // There is nothing to be read.
    }
  }

  private static final class Found extends ProtocolChoice {
    private final Protocol protocol = Protocol.of(PacketVersion.DEFAULT);
    private final CompletableFuture<DateFinder> finder =
        CompletableFuture.supplyAsync(() -> new DateFinder(Found::tell));

    private static void tell(ClientDate date) {
      log.info(
          "The client's date is {}, or any of {}: {}",
          date.version(),
          date.fitting().map(Candidates::toString).orElse("none"),
          String.join(" ", date.why()));
    }

    @Override
    ConnectionProtocol open(ServerKind kind, boolean masked) {
      try {
        return new ConnectionProtocol(finder.join().open(kind, !masked));
      } catch (RuntimeException e) {
        log.warn("The client date is not looked for, {} it is", protocol.version(), e);
        return new ConnectionProtocol(protocol);
      }
    }

    @Override
    boolean mayBeTorn(ByteBuf first) {
      try {
        return found() && finder.join().mayBeTorn(first);
      } catch (RuntimeException e) {
        log.warn("What a client has sent is taken for whole", e);
        return false;
      }
    }

    private boolean found() {
      return finder.isDone() && !finder.isCompletedExceptionally();
    }

    @Override
    public void awaitReady() {
      var unused = finder.handle((found, problem) -> found).join();
    }

    @Override
    public ClientDate date() {
      return found() ? finder.join().date() : ClientDate.assumed(protocol.version());
    }
  }
}
