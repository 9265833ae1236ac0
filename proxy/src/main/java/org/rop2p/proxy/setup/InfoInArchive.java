package org.rop2p.proxy.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A {@code clientinfo.xml} inside an archive of the game. */
record InfoInArchive(Path archive, GrfArchive.Entry entry) {
  /**
   * What a look into all archives brings.
   *
   * @param unreadable why the last archive that cannot be read cannot be read; empty if all can
   */
  record Search(Optional<InfoInArchive> found, String unreadable) {}

  /** Looks into the archives in the order in which the client does. */
  static Search search(GameFiles files) throws IOException {
    String unreadable = "";
    for (Path archive : files.archives()) {
      try {
        Optional<GrfArchive.Entry> entry = GrfArchive.find(archive, GameFiles.INSIDE);
        if (entry.isPresent()) {
          return new Search(Optional.of(new InfoInArchive(archive, entry.get())), unreadable);
        }
      } catch (IOException e) {
        unreadable = "%s, which cannot be looked into (%s)".formatted(name(archive), reason(e));
      }
    }
    return new Search(Optional.empty(), unreadable);
  }

  String archiveName() {
    return name(archive);
  }

  /** The file, if it can be taken out and names a server. */
  Optional<byte[]> content() {
    if (entry.locked()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = GrfArchive.extract(archive, entry, PointedFile.MAX_BYTES);
      return ClientInfoXml.of(bytes).servers().isEmpty() ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String name(Path archive) {
    return archive.getFileName().toString();
  }

  private static String reason(IOException e) {
    return e.getMessage() != null && e.getMessage().startsWith("it is ")
        ? e.getMessage()
        : "it cannot be opened";
  }
}
