package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rop2p.proxy.config.ProxyConfig;

/**
 * A {@code clientinfo.xml} that is, was or will be pointed at the proxy, and the copy of it as it
 * was. Reads once, when made.
 */
final class PointedFile {
  /** Larger than any list of servers. */
  static final int MAX_BYTES = 1 << 20;

  /** Beside a file that we took out of an archive: what it was like there. */
  private static final String EXTRACTED = ".from-grf-by-ro-p2p";

  /** What somebody has changed since we pointed it. */
  private static final String CHANGED = ".changed-since";

  private static final String LOOPBACK = "127.";

  private final Path file;
  private final byte[] now;
  private final byte[] before;

  /** It is not there yet. */
  private final boolean inArchive;

  private PointedFile(Path file, byte[] now, byte[] before, boolean inArchive) {
    this.file = file;
    this.now = now;
    this.before = before;
    this.inArchive = inArchive;
  }

  /**
   * Reads it.
   *
   * @param proxyHost where the proxy is, besides 127.0.0.1
   * @throws IOException also when it is too large for what it should be
   */
  static PointedFile read(Path file, String proxyHost) throws IOException {
    byte[] now = bytes(file);
    Optional<Path> copy = copy(file);
    byte[] before = copy.isPresent() ? bytes(copy.get()) : null;
    boolean ours = before != null && isOurs(now, proxyHost);
    return new PointedFile(file, now, ours ? before : null, false);
  }

  /** A file inside an archive, which is pointed by having one of its name read instead. */
  static PointedFile inArchive(Path file, byte[] bytes) {
    return new PointedFile(file, bytes, null, true);
  }

  Path file() {
    return file;
  }

  /** In an encoding that neither the game nor we read. */
  boolean isUtf16() {
    return ClientInfoXml.isUtf16(now);
  }

  /** The servers that it named before it was pointed. */
  List<ClientInfoXml.Server> servers() {
    return ClientInfoXml.of(before == null ? now : before).servers();
  }

  /** Whether the client is sent there by any of its entries. */
  boolean pointsAt(InetSocketAddress proxy) {
    return ClientInfoXml.of(now).servers().stream()
        .map(server -> server.address(ProxyConfig.LOGIN_PORT))
        .anyMatch(proxy::equals);
  }

  /** Whether there is something to put back. */
  boolean canUndo() {
    return before != null;
  }

  /**
   * Points it, and keeps a copy of it as it was.
   *
   * @param proxy unresolved
   * @param server whose entries are meant, or null: all
   * @param change of which that becomes a part
   * @return whether that changes it
   * @throws IOException then nothing can be changed
   */
  boolean point(InetSocketAddress proxy, InetSocketAddress server, FileChange change)
      throws IOException {
    byte[] original = before != null && sameButForAddresses(now, before) ? before : now;
    byte[] pointed = ClientInfoXml.of(original).pointed(proxy, server, ProxyConfig.LOGIN_PORT);
    if (Arrays.equals(pointed, now)) {
      return false;
    }
    if (before == null) {
      Path copy = inArchive ? extractedMark(file) : Backup.place(file, now);
      if (!AtomicFile.has(copy, now)) {
        change.write(copy, now);
      }
    }
    change.write(file, pointed);
    return true;
  }

  /**
   * Puts it back, or removes it where there was none; what somebody has changed meanwhile is kept
   * beside.
   *
   * @return what was done, to be said after the file's name
   */
  String undo() throws IOException {
    Path copy = copy(file).orElseThrow();
    if (!sameButForAddresses(now, before)) {
      AtomicFile.write(file.resolveSibling(file.getFileName() + CHANGED), now);
    }
    if (copy.equals(extractedMark(file))) {
      Files.delete(file);
      Files.delete(copy);
      return "is removed, the game reads the one inside its archive again";
    }
    AtomicFile.write(file, before);
    Files.delete(copy);
    return "is as it was before";
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it is too large");
    }
    return Files.readAllBytes(file);
  }

  private static Optional<Path> copy(Path file) {
    Path mark = extractedMark(file);
    return Files.isRegularFile(mark) ? Optional.of(mark) : Backup.newest(file);
  }

  private static Path extractedMark(Path file) {
    return file.resolveSibling(file.getFileName() + EXTRACTED);
  }

  /** A patcher may have put another file there since: then the copy is of a file long gone. */
  private static boolean isOurs(byte[] now, String proxyHost) {
    return ClientInfoXml.of(now).servers().stream()
        .map(ClientInfoXml.Server::host)
        .anyMatch(host -> host.startsWith(LOOPBACK) || host.equalsIgnoreCase(proxyHost));
  }

  private static boolean sameButForAddresses(byte[] now, byte[] before) {
    InetSocketAddress any = InetSocketAddress.createUnresolved("any", 1);
    return Arrays.equals(
        ClientInfoXml.of(now).pointed(any, null, ProxyConfig.LOGIN_PORT),
        ClientInfoXml.of(before).pointed(any, null, ProxyConfig.LOGIN_PORT));
  }
}
