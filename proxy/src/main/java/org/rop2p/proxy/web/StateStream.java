package org.rop2p.proxy.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every open page what is new, as server-sent events. A page that does not read misses some.
 * Confined to the page's loop.
 */
final class StateStream {
  private static final Logger log = LoggerFactory.getLogger(StateStream.class);

  /** As often as a person sees a dot move. */
  static final long INTERVAL_MILLIS = 500;

  private final Page page;
  private final Set<Channel> readers = new HashSet<>();

  StateStream(Page page) {
    this.page = page;
  }

  void start(EventLoop loop) {
    loop.scheduleWithFixedDelay(
        this::tell, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The channel, whose response has begun, hears of every change from now on. */
  void add(Channel reader) {
    readers.add(reader);
    reader.closeFuture().addListener(closed -> readers.remove(reader));
    tell(event(), reader);
  }

  private void tell() {
    if (readers.isEmpty()) {
      return;
    }
    try {
      byte[] event = event();
      Set.copyOf(readers).forEach(reader -> tell(event, reader));
    } catch (RuntimeException e) {
      log.debug("The page's state cannot be told: {}", e.toString(), e);
    }
  }

  private byte[] event() {
    return ("data: " + page.state() + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void tell(byte[] event, Channel reader) {
    if (reader.isWritable()) {
      ByteBuf bytes = Unpooled.wrappedBuffer(event);
      reader.writeAndFlush(new DefaultHttpContent(bytes));
    }
  }
}
