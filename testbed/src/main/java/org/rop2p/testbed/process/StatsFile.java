package org.rop2p.testbed.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The file of {@code scripts/play --stats FILE}: one JSON object a line, the newest last. */
public final class StatsFile {
  /** More than the longest line. */
  private static final int TAIL_BYTES = 64 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public StatsFile(Path file) {
    this.file = file;
  }

  /** The last whole line; a missing node while there is none, or the file cannot be read. */
  public JsonNode last() {
    String tail;
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long length = reader.length();
      byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, length)];
      reader.seek(length - bytes.length);
      reader.readFully(bytes);
      tail = new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
    int end = tail.lastIndexOf('\n');
    if (end < 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(tail.substring(tail.lastIndexOf('\n', end - 1) + 1, end));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
