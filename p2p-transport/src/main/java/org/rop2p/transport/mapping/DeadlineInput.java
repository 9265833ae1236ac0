package org.rop2p.transport.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * What comes from a socket until a deadline for all of it: a timeout of its own is for each read,
 * and who sends a byte now and then would never meet it.
 */
final class DeadlineInput extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private final long end;

  /**
   * Reads on.
   *
   * @param end of {@link System#nanoTime}
   */
  DeadlineInput(Socket socket, long end) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    socket.setSoTimeout(millisLeft(end));
    return in.read(bytes, offset, length);
  }

  /**
   * The timeout of a call that may take until then.
   *
   * @throws SocketTimeoutException if it is too late already
   */
  static int millisLeft(long end) throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("The gateway takes too long to answer");
    }
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
  }
}
