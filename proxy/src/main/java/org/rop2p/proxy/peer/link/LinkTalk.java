package org.rop2p.proxy.peer.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.seal.Hello;
import org.rop2p.transport.seal.Opener;
import org.rop2p.transport.seal.SealKeys;
import org.rop2p.transport.seal.Sealer;

/**
 * What is said on one link: a hello each way, then envelopes, sealed unless both sides wish
 * otherwise. First byte of every message: 0 hello, 1 plain, 2 sealed. Receives on the endpoint's
 * loop; sends from any thread.
 */
public final class LinkTalk {
  private static final int HELLO = 0;
  private static final int PLAIN = 1;
  private static final int SEALED = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TransportLink link;
  private final boolean first;
  private final Hello ours;
  private volatile boolean open;
  private volatile Sealer sealer;
  private Opener opener;

  /**
   * A talk not yet begun.
   *
   * @param first whether our fingerprint is the smaller one
   * @param sealed whether we wish the seal; one such wish suffices
   */
  public LinkTalk(TransportLink link, boolean first, boolean sealed) {
    this.link = link;
    this.first = first;
    this.ours = Hello.create(sealed, RANDOM);
  }

  /** The link is up: says hello; false if it cannot. */
  public boolean begin() {
    ByteBuf hello = PooledByteBufAllocator.DEFAULT.buffer();
    hello.writeByte(HELLO);
    ours.write(hello);
    return link.sendReliable(hello);
  }

  /** Whether both have said hello. */
  public boolean isOpen() {
    return open;
  }

  /**
   * Sends one envelope; walks by datagram, all else in order.
   *
   * @return false if it had to arrive and does not: the order is broken
   */
  public boolean send(PeerMessage message) {
    boolean walk = message instanceof PeerMessage.WalkTo;
    if (!open) {
      return walk;
    }
    ByteBuf envelope = EnvelopeCodec.encode(message, PooledByteBufAllocator.DEFAULT);
    ByteBuf out = PooledByteBufAllocator.DEFAULT.buffer();
    Sealer seal = sealer;
    try {
      if (seal == null) {
        out.writeByte(PLAIN).writeBytes(envelope);
      } else {
        out.writeByte(SEALED);
        seal.seal(envelope, out);
      }
    } finally {
      envelope.release();
    }
    if (walk) {
      link.sendDatagram(out);
      return true;
    }
    return link.sendReliable(out);
  }

  /**
   * Takes one message of the link. It is only read.
   *
   * @param problem told what is wrong with a message that cannot be taken
   */
  public Optional<PeerMessage> receive(ByteBuf message, Consumer<Offence> problem) {
    int form = message.isReadable() ? message.readUnsignedByte() : -1;
    if (form == HELLO && !open) {
      return hello(message, problem);
    }
    if (!open || form != (sealer == null ? PLAIN : SEALED)) {
      problem.accept(open ? Offence.WRONG_FORM : Offence.BEFORE_HELLO);
      return Optional.empty();
    }
    Optional<PeerMessage> envelope;
    if (form == PLAIN) {
      envelope = EnvelopeCodec.decode(message);
    } else {
      Optional<byte[]> opened = opener.open(message);
      if (opened.isEmpty()) {
        problem.accept(Offence.SEAL_BROKEN);
        return Optional.empty();
      }
      envelope = EnvelopeCodec.decode(Unpooled.wrappedBuffer(opened.get()));
    }
    if (envelope.isEmpty()) {
      problem.accept(Offence.MALFORMED);
    }
    return envelope;
  }

  private Optional<PeerMessage> hello(ByteBuf message, Consumer<Offence> problem) {
    Hello theirs = Hello.read(message).orElse(null);
    if (theirs == null) {
      problem.accept(Offence.BAD_HELLO);
      return Optional.empty();
    }
    if (ours.sealed() || theirs.sealed()) {
      SealKeys keys =
          first
              ? SealKeys.derive(ours.random(), theirs.random())
              : SealKeys.derive(theirs.random(), ours.random());
      opener = new Opener(first ? keys.fromSecond() : keys.fromFirst());
      sealer = new Sealer(first ? keys.fromFirst() : keys.fromSecond());
    }
    open = true;
    return Optional.empty();
  }
}
