package org.rop2p.coordinator.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/** The other end of one WebSocket (RFC 6455), frame by frame as the test wants it. */
final class RawWebSocketServer implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;

  private final ServerSocket server;
  private Socket connection;
  private DataInputStream in;

  RawWebSocketServer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  record Frame(int opcode, String payload) {}

  URI restUri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/api/v1");
  }

  /** Waits for the client and shakes hands. */
  void accept() throws IOException, GeneralSecurityException {
    connection = server.accept();
    connection.setSoTimeout(20_000);
    in = new DataInputStream(connection.getInputStream());
    String key = "";
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key: ")) {
        key = line.substring("sec-websocket-key: ".length());
      }
    }
    String seed = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    byte[] hash =
        MessageDigest.getInstance("SHA-1").digest(seed.getBytes(StandardCharsets.US_ASCII));
    write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** The client's next frame, unmasked. */
  Frame read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(opcode, new String(payload, StandardCharsets.ISO_8859_1));
  }

  /** Sends a frame; the final one of its message or not. */
  void send(int opcode, boolean last, String payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((last ? 0x80 : 0) | opcode);
    if (payload.length() < 126) {
      frame.write(payload.length());
    } else {
      frame.write(126);
      frame.write(payload.length() >> 8);
      frame.write(payload.length());
    }
    frame.writeBytes(payload.getBytes(StandardCharsets.ISO_8859_1));
    write(frame.toByteArray());
  }

  void hangUp() throws IOException {
    connection.close();
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
    }
    server.close();
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = connection.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
