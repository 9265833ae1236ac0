package org.rop2p.transport.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;

/** Writes down what happens on a link, for tests to wait for. */
final class RecordingListener implements LinkListener {
  /** Far beyond what anything here takes; ends a test that would hang. */
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<LinkUp> ups = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> datagrams = new LinkedBlockingQueue<>();
  private final BlockingQueue<LinkDown> downs = new LinkedBlockingQueue<>();
  private final AtomicInteger brokenSeals = new AtomicInteger();

  @Override
  public void up(LinkUp up) {
    ups.add(up);
  }

  @Override
  public void reliable(ByteBuf message) {
    messages.add(message.toString(UTF_8));
  }

  @Override
  public void datagram(ByteBuf message) {
    datagrams.add(message.toString(UTF_8));
  }

  @Override
  public void pathChanged(LinkPath path) {}

  @Override
  public void sealBroken() {
    brokenSeals.incrementAndGet();
  }

  @Override
  public void down(LinkDown reason) {
    downs.add(reason);
  }

  LinkUp awaitUp() throws InterruptedException {
    return await(ups, "up");
  }

  String awaitReliable() throws InterruptedException {
    return await(messages, "message");
  }

  String awaitDatagram() throws InterruptedException {
    return await(datagrams, "datagram");
  }

  LinkDown awaitDown() throws InterruptedException {
    return await(downs, "down");
  }

  boolean wasUp() {
    return !ups.isEmpty();
  }

  int brokenSeals() {
    return brokenSeals.get();
  }

  int downs() {
    return downs.size();
  }

  private <T> T await(BlockingQueue<T> queue, String what) throws InterruptedException {
    T event = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(event, () -> "never came: " + what + "; up " + ups + ", down " + downs);
    return event;
  }
}
