package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.proxy.setup.FolderAnswer.State;

/** A player's game folder, from first look to undo. */
class ClientFolderTest {
  private static final InetSocketAddress LISTEN = new InetSocketAddress("127.0.0.1", 6900);
  private static final InetSocketAddress SERVER =
      InetSocketAddress.createUnresolved("play.example", 6900);

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void aFolderWithABlankAndAnUmlaut() throws IOException {
    folder = Files.createDirectories(temp.resolve("Mein Königreich"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "data/clientinfo.xml",
        "data/sclientinfo.xml",
        "clientinfo.xml",
        "Data/ClientInfo.XML",
        "DATA/SCLIENTINFO.XML"
      })
  void theFileIsPointedAndPutBackByteForByte(String name) throws IOException {
    byte[] before = info("play.example", 6900);
    put(name, before);

    assertEquals(
        new FolderAnswer(
            State.READY,
            true,
            name,
            name
                + " sends the game to play.example:6900: starting points it at the proxy, with a"
                + " copy to put back",
            Optional.of("play.example:6900")),
        look());
    assertEquals(
        Outcome.done(
            name + " points at the proxy (127.0.0.1:6900) now, and a copy as it was is kept"),
        point());
    assertArrayEquals(info("127.0.0.1", 6900), get(name));
    assertArrayEquals(before, get(name + ".before-ro-p2p"));
    assertEquals(
        new FolderAnswer(
            State.POINTED,
            true,
            name,
            name + " points at the proxy (127.0.0.1:6900)",
            Optional.of("play.example:6900")),
        look());

    assertEquals(
        Outcome.done("The game points at the proxy (127.0.0.1:6900) already"),
        point(),
        "a second time");
    assertEquals(Outcome.done(name + " is as it was before"), undo());
    assertArrayEquals(before, get(name));
    assertEquals(List.of(name), all());
    assertEquals(
        Outcome.done(
            "There is nothing to undo: no file in '%s' was pointed at the proxy".formatted(folder)),
        undo());
  }

  @Test
  void bothFilesAreForOneGame() throws IOException {
    put("data/clientinfo.xml", info("play.example", 6900));
    put("data/sclientinfo.xml", info("play.example", 7000));
    assertEquals(
        Outcome.done(
            "data/clientinfo.xml and data/sclientinfo.xml point at the proxy (127.0.0.1:6900) now,"
                + " and a copy as it was is kept"),
        point());
    assertArrayEquals(info("127.0.0.1", 6900), get("data/sclientinfo.xml"));
    undo();
    assertArrayEquals(info("play.example", 7000), get("data/sclientinfo.xml"));
  }

  @Test
  void anotherPortIsPointedAnewAndTheCopyStaysTheFirst() throws IOException {
    put("clientinfo.xml", info("play.example", 6900));
    point();
    Outcome again =
        ClientFolder.point(folder.toString(), new InetSocketAddress("127.0.0.1", 6901), SERVER);
    assertEquals(
        "clientinfo.xml points at the proxy (127.0.0.1:6901) now, and a copy as it was is kept",
        again.sentence());
    assertArrayEquals(info("127.0.0.1", 6901), get("clientinfo.xml"));
    assertEquals(List.of("clientinfo.xml", "clientinfo.xml.before-ro-p2p"), all());
    undo();
    assertArrayEquals(info("play.example", 6900), get("clientinfo.xml"));
  }

  @Test
  void aPatchersNewFileGetsACopyOfItsOwn() throws IOException {
    put("clientinfo.xml", info("old.example", 6900));
    point();
    byte[] patched = info("new.example", 6900);
    put("clientinfo.xml", patched);
    assertEquals(State.READY, look().state());
    assertEquals(Optional.of("new.example:6900"), look().server());
    point();
    assertArrayEquals(info("old.example", 6900), get("clientinfo.xml.before-ro-p2p"));
    assertArrayEquals(patched, get("clientinfo.xml.before-ro-p2p.2"));
    undo();
    assertArrayEquals(patched, get("clientinfo.xml"));
    undo();
    assertArrayEquals(patched, get("clientinfo.xml"), "the old copy is of a file long gone");
  }

  @Test
  void whatSomebodyChangedMeanwhileIsKeptBeside() throws IOException {
    put("clientinfo.xml", info("play.example", 6900));
    point();
    byte[] changed =
        new String(get("clientinfo.xml"), StandardCharsets.ISO_8859_1)
            .replace("Server", "My own words")
            .getBytes(StandardCharsets.ISO_8859_1);
    put("clientinfo.xml", changed);
    assertEquals(Outcome.done("clientinfo.xml is as it was before"), undo());
    assertArrayEquals(info("play.example", 6900), get("clientinfo.xml"));
    assertArrayEquals(changed, get("clientinfo.xml.changed-since"));
  }

  @Test
  void ofSeveralServersOnlyTheOnePlayedOnIsPointed() throws IOException {
    String two =
        "<connection><address>play.example</address></connection>"
            + "<connection><address>test.example</address></connection>";
    put("clientinfo.xml", two.getBytes(StandardCharsets.US_ASCII));
    point();
    assertEquals(
        "<connection><address>127.0.0.1</address><port>6900</port></connection>"
            + "<connection><address>test.example</address></connection>",
        new String(get("clientinfo.xml"), StandardCharsets.US_ASCII));
    assertEquals(State.POINTED, look().state());
    ClientFolder.point(
        folder.toString(), LISTEN, InetSocketAddress.createUnresolved("test.example", 6900));
    assertEquals(
        "<connection><address>play.example</address></connection>"
            + "<connection><address>127.0.0.1</address><port>6900</port></connection>",
        new String(get("clientinfo.xml"), StandardCharsets.US_ASCII),
        "the other one instead");
    undo();
    assertEquals(two, new String(get("clientinfo.xml"), StandardCharsets.US_ASCII));
  }

  @Test
  void aFileInsideAnArchiveIsTakenOutAndRemovedAgain() throws IOException {
    byte[] inside = info("play.example", 6900);
    put("data.grf", new Grf().with("data\\sclientinfo.xml", inside).bytes());
    put("DATA.INI", "[Data]\n0=data.grf\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        new FolderAnswer(
            State.IN_GRF,
            true,
            "sclientinfo.xml",
            "sclientinfo.xml is inside data.grf: starting puts a copy into the folder data and"
                + " points that at the proxy; should P2P stay silent, your client does not read"
                + " that folder first, so ask the server's admin for one that does",
            Optional.of("play.example:6900")),
        look());
    assertEquals(
        Outcome.done(
            "data/sclientinfo.xml points at the proxy (127.0.0.1:6900) now, and a copy as it was is"
                + " kept"),
        point());
    assertArrayEquals(info("127.0.0.1", 6900), get("data/sclientinfo.xml"));
    assertEquals(State.POINTED, look().state());
    assertEquals(
        Outcome.done(
            "data/sclientinfo.xml is removed, the game reads the one inside its archive again"),
        undo());
    assertEquals(List.of("DATA.INI", "data.grf"), all());
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void theArchiveThatTheClientAsksFirstDecides() throws IOException {
    put("data.grf", new Grf().with("data\\clientinfo.xml", info("old.example", 1)).bytes());
    put("own.grf", Grf.wide().with("data\\clientinfo.xml", info("new.example", 2)).bytes());
    put("data.ini", "[data]\n1=data.grf\n0=own.grf".getBytes(StandardCharsets.US_ASCII));
    assertEquals(Optional.of("new.example:2"), look().server());
  }

  @Test
  void aLockedFileIsForAnEditorOfArchives() throws IOException {
    put("data.grf", new Grf().with("data\\clientinfo.xml", new byte[9], Grf.LOCKED, 9).bytes());
    assertEquals(
        new FolderAnswer(
            State.IN_GRF,
            false,
            "clientinfo.xml",
            "clientinfo.xml is inside data.grf and locked there: take it out into the folder data"
                + " with a GRF editor, then try again",
            Optional.empty()),
        look());
    assertFalse(point().ok());
    assertEquals(List.of("data.grf"), all());
  }

  @Test
  void aDamagedFileIsForAnEditorOfArchives() throws IOException {
    put("data.grf", new Grf().with("data\\clientinfo.xml", new byte[9], Grf.FILE, 99).bytes());
    assertEquals(
        "clientinfo.xml is inside data.grf and cannot be read there: take it out into the folder"
            + " data with a GRF editor, then try again",
        look().sentence());
  }

  @Test
  void anArchiveOfAnotherKindMayHaveIt() throws IOException {
    put("data.grf", new Grf().bytes("Master of Magic\0", 0x103));
    assertEquals(
        missing(
            "No clientinfo.xml or sclientinfo.xml is in '%s'; it may be inside data.grf, which cannot be looked into (it is of version 0x103): take data\\clientinfo.xml out into the folder data with a GRF editor"
                .formatted(folder)),
        look());
  }

  @Test
  void aFolderWithoutAGame() {
    assertEquals(
        missing(
            "No clientinfo.xml or sclientinfo.xml is in '%s': name the folder in which the game's program is"
                .formatted(folder)),
        look());
    assertEquals(look().sentence(), point().sentence());
  }

  @Test
  void aFolderThatIsNotThere() {
    String nowhere = folder.resolve("nowhere").toString();
    String sentence =
        "There is no folder '%s': copy the path of the folder in which the game's program is"
            .formatted(nowhere);
    assertEquals(missing(sentence), ClientFolder.look(nowhere, LISTEN));
    assertEquals(Outcome.failed(sentence), ClientFolder.point(nowhere, LISTEN, SERVER));
    assertEquals(
        Outcome.failed(
            "There is no folder '%s': name the folder in which the game's program is"
                .formatted(nowhere)),
        ClientFolder.undo(nowhere, LISTEN));
    assertFalse(ClientFolder.look("a\0b", LISTEN).ok());
  }

  @Test
  void noFolderIsAChoice() {
    FolderAnswer answer = ClientFolder.look(" ", LISTEN);
    assertEquals(State.EMPTY, answer.state());
    assertEquals(
        "No folder is named: the game is left alone, so set <address>127.0.0.1</address> and"
            + " <port>6900</port> in its clientinfo.xml yourself",
        answer.sentence());
    assertEquals(Outcome.done(answer.sentence()), ClientFolder.point(" ", LISTEN, SERVER));
  }

  @Test
  void aFileThatNobodyCanReadIsSaidSo() throws IOException {
    put("clientinfo.xml", "\uFEFF<address>a</address>".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(
        "clientinfo.xml is saved as UTF-16, which the game does not read: save it in an editor as"
            + " ANSI or UTF-8",
        look().sentence());
    put("clientinfo.xml", "<clientinfo/>".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "clientinfo.xml names no <address>: take the file as the server's admin ships it",
        look().sentence());
    put("clientinfo.xml", new byte[PointedFile.MAX_BYTES + 1]);
    assertEquals(
        "The folder '%s' cannot be read: check its rights".formatted(folder), look().sentence());
  }

  @Test
  void theFolderMayBeNamedInManyWays() throws IOException {
    put("data/clientinfo.xml", info("play.example", 6900));
    put("Ragexe.exe", new byte[1]);
    for (String typed :
        List.of(
            "\"" + folder + "\"",
            "  " + folder + " ",
            folder.resolve("Ragexe.exe").toString(),
            folder.resolve("data").toString())) {
      assertEquals(State.READY, ClientFolder.look(typed, LISTEN).state(), typed);
    }
  }

  @Test
  void aProxyForTheWholeLanIsReachedHereByLoopback() throws IOException {
    put("clientinfo.xml", info("play.example", 6900));
    ClientFolder.point(folder.toString(), new InetSocketAddress("0.0.0.0", 6900), SERVER);
    assertArrayEquals(info("127.0.0.1", 6900), get("clientinfo.xml"));
  }

  @Test
  void aPortThatChangesCannotBePointedAt() throws IOException {
    put("clientinfo.xml", info("play.example", 6900));
    assertEquals(
        Outcome.failed(
            "The proxy's port changes at each start (port 0), so the game cannot be pointed at it:"
                + " listen on a fixed one, such as 127.0.0.1:6900"),
        ClientFolder.point(folder.toString(), new InetSocketAddress("127.0.0.1", 0), SERVER));
  }

  @Test
  void whatCannotBeWrittenIsSaidAndNothingIsLost() throws IOException {
    put("clientinfo.xml", info("play.example", 6900));
    Files.createDirectories(folder.resolve("clientinfo.xml.ro-p2p-new/in the way"));
    assertEquals(
        Outcome.failed(
            "clientinfo.xml in '%s' cannot be written: close the game, make room where the disk is full, and try again; a folder under Program Files may be changed by an administrator only"
                .formatted(folder)),
        point());
    assertArrayEquals(info("play.example", 6900), get("clientinfo.xml"));
  }

  /** Each way to be pointed, failing at each thing that it does to the disk in turn. */
  @ParameterizedTest
  @ValueSource(strings = {"one file", "two files", "in an archive", "anew", "by a link"})
  void whatFailsAnywhereLeavesTheFolderAsItWas(String story) throws IOException {
    switch (story) {
      case "in an archive" ->
          put("data.grf", new Grf().with("data\\clientinfo.xml", info("a.example", 1)).bytes());
      case "by a link" -> {
        put("data/sclientinfo.xml", info("play.example", 6900));
        put("mine.xml", info("play.example", 6900));
        Files.createSymbolicLink(folder.resolve("clientinfo.xml"), Path.of("mine.xml"));
      }
      default -> {
        put("data/clientinfo.xml", info("play.example", 6900));
        if (!story.equals("one file")) {
          put("sclientinfo.xml", info("play.example", 7000));
        }
        if (story.equals("anew")) {
          ClientFolder.point(folder.toString(), new InetSocketAddress("127.0.0.1", 1), SERVER);
        }
      }
    }
    Map<String, String> before = contents();
    int steps = 0;
    FailingDisk disk = new FailingDisk(steps);
    while (!ClientFolder.point(folder.toString(), LISTEN, SERVER, disk).ok()) {
      assertEquals(before, contents(), "failed at step %d: %s".formatted(steps, disk.failed));
      disk = new FailingDisk(++steps);
    }
    assertTrue(steps >= 4, "steps: " + steps);
    assertEquals(State.POINTED, look().state());
    assertTrue(undo().ok());
    if (!story.equals("anew")) {
      assertEquals(before, contents());
    }
  }

  /** Neither the change nor its way back works: then the copies stay, and undo does it later. */
  @Test
  void whatCannotBeTakenBackCanBeUndone() throws IOException {
    put("clientinfo.xml", info("play.example", 6900));
    put("data/clientinfo.xml", info("play.example", 6900));
    Map<String, String> before = contents();
    Disk broken =
        new Disk() {
          private int renamed;

          @Override
          void rename(Path file, Path name) throws IOException {
            if (renamed++ >= 3) {
              throw new IOException("locked");
            }
            super.rename(file, name);
          }
        };
    assertFalse(ClientFolder.point(folder.toString(), LISTEN, SERVER, broken).ok());
    assertTrue(undo().ok());
    Map<String, String> after = contents();
    after.keySet().removeIf(name -> name.endsWith(".before-ro-p2p"));
    assertEquals(before, after);
  }

  @Test
  void aFileInAnArchiveThatNamesTheProxyIsLeftThere() throws IOException {
    put("data.grf", new Grf().with("data\\clientinfo.xml", info("127.0.0.1", 6900)).bytes());
    assertEquals(Outcome.done("The game points at the proxy (127.0.0.1:6900) already"), point());
    assertEquals(List.of("data.grf"), all());
  }

  private FolderAnswer look() {
    return ClientFolder.look(folder.toString(), LISTEN);
  }

  private Outcome point() {
    return ClientFolder.point(folder.toString(), LISTEN, SERVER);
  }

  private Outcome undo() {
    return ClientFolder.undo(folder.toString(), LISTEN);
  }

  private static FolderAnswer missing(String sentence) {
    return new FolderAnswer(State.MISSING, false, "", sentence, Optional.empty());
  }

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private byte[] get(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Files and folders with what is in them. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        String bytes =
            Files.isDirectory(path)
                ? "folder"
                : Files.isSymbolicLink(path)
                    ? "-> " + Files.readSymbolicLink(path)
                    : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        contents.put(folder.relativize(path).toString(), bytes);
      }
    }
    return contents;
  }

  /** Does so many things, fails once, and then goes on. */
  private static final class FailingDisk extends Disk {
    private int left;
    private String failed = "";

    FailingDisk(int left) {
      this.left = left;
    }

    @Override
    void makeFolder(Path folder) throws IOException {
      count("folder " + folder);
      super.makeFolder(folder);
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
      if (left == 0) {
        super.write(file, Arrays.copyOf(bytes, bytes.length / 2)); // the disk is full
      }
      count("write " + file);
      super.write(file, bytes);
    }

    @Override
    void rename(Path file, Path name) throws IOException {
      count("rename " + file);
      super.rename(file, name);
    }

    private void count(String what) throws IOException {
      if (left-- == 0) {
        failed = what;
        throw new IOException(what);
      }
    }
  }

  /** All files, as seen from the folder. */
  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /** As servers ship it, with a name in EUC-KR. */
  @SuppressWarnings("StringConcatToTextBlock") // its line ends are Windows'
  private static byte[] info(String host, int port) {
    return ("<?xml version=\"1.0\" encoding=\"euc-kr\" ?>\r\n<clientinfo>\r\n\t<connection>\r\n"
            + "\t\t<display>Server \u00B6\u00F3\u00B1\u00D7</display>\r\n\t\t<address>%s</address>\r\n"
            + "\t\t<port>%d</port>\r\n\t\t<version>55</version>\r\n\t</connection>\r\n"
            + "</clientinfo>\r\n")
        .formatted(host, port)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
