package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.view.ActRequest;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.Walk;
import org.rop2p.testbed.wire.NameRequest;

/**
 * A player at an unmodified game client: login, character list, map, and on to wherever the server
 * sends it. One thread per client reads and keeps the screen; every other method may be called from
 * any thread.
 *
 * <p>Actions answer false, and do nothing, while no map is drawn: a real player sees a loading
 * screen then.
 */
public final class HeadlessClient implements AutoCloseable {
  /** A server that takes longer for one step than this is taken for dead. */
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final long CLOSE_MILLIS = 5_000;
  private static final int TO_SAVE_POINT = 0;
  private static final int TO_CHAR_SELECT = 1;
  private static final RawText BETWEEN = RawText.ascii(" : ");

  private final ClientConfig config;
  private final Protocol protocol;
  private final ScreenLog log;
  private final Thread thread;
  private final List<SentAct> sent = new ArrayList<>();
  private final List<byte[]> npcFrames = new ArrayList<>();
  private volatile int accountId;
  private volatile RawText name = RawText.EMPTY;
  private volatile Wire wire;
  private volatile MapStage map;
  private volatile boolean leaving;
  private Dialogue talk;

  private HeadlessClient(ClientConfig config, Consumer<ScreenEvent> watcher) {
    this.config = config;
    this.protocol = Protocol.of(config.version());
    this.log = new ScreenLog(watcher);
    this.thread = new Thread(this::session, "client-" + config.user());
    thread.setDaemon(true);
  }

  /**
   * Starts to play. Returns at once; the screen tells how far it came.
   *
   * @throws IllegalArgumentException when the packets of the client's date are not known
   */
  public static HeadlessClient start(ClientConfig config) {
    return start(config, event -> {});
  }

  /** As {@link #start(ClientConfig)}; {@code watcher} as in {@link ScreenLog}. */
  public static HeadlessClient start(ClientConfig config, Consumer<ScreenEvent> watcher) {
    HeadlessClient client = new HeadlessClient(config, watcher);
    client.thread.start();
    return client;
  }

  public ScreenLog screen() {
    return log;
  }

  /** 0 before the login. */
  public int accountId() {
    return accountId;
  }

  /** The chosen character's name, empty before it is chosen. */
  public RawText name() {
    return name;
  }

  /** Whether a map is drawn. */
  public boolean playing() {
    MapStage stage = map;
    return stage != null && stage.playing();
  }

  /** Whether the session is over. */
  public boolean ended() {
    return !thread.isAlive();
  }

  /** Waits until the first map is drawn; false when the session ended or patience did before. */
  public boolean awaitPlaying(Duration patience) throws InterruptedException {
    return log.await(
            ScreenEvent.class,
            event ->
                event instanceof ScreenEvent.MapShown || event instanceof ScreenEvent.Disconnected,
            patience)
        .filter(ScreenEvent.MapShown.class::isInstance)
        .isPresent();
  }

  /** Chat, emotes and walks as they left, oldest first. */
  public List<SentAct> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  /** The bytes of every frame sent to NPCs, in order. */
  public List<byte[]> npcFrames() {
    synchronized (npcFrames) {
      List<byte[]> all = new ArrayList<>(npcFrames);
      if (talk != null) {
        all.addAll(talk.sent());
      }
      return all;
    }
  }

  /** Clicks on a cell. */
  public boolean walk(Cell to) {
    return act(
        new SentAct.Walk(System.nanoTime(), to),
        out -> new Walk(0, null, to, 0).writeRequest(out, protocol));
  }

  /** Says a line in public; the client puts the name in front. */
  public boolean say(RawText message) {
    RawText text = name.plus(BETWEEN).plus(message);
    return act(
        new SentAct.Chat(System.nanoTime(), text),
        out -> new Chat(0, text).writeRequest(out, protocol));
  }

  public boolean emote(int type) {
    return act(
        new SentAct.Emote(System.nanoTime(), type),
        out -> new Emotion(0, type).writeRequest(out, protocol));
  }

  /** An emote of a pack, as clients since 2023-07 send it. */
  public boolean emoteOfPack(int pack, int emote) {
    return act(
        new SentAct.PackEmote(System.nanoTime(), pack, emote),
        out -> new PackEmotion(0, pack, emote).writeRequest(out, protocol));
  }

  public boolean sit() {
    return posture(UnitAct.SIT);
  }

  public boolean stand() {
    return posture(UnitAct.STAND);
  }

  private boolean posture(int type) {
    return act(null, out -> new ActRequest(accountId, type).write(out, protocol));
  }

  /** Points at a unit; the server answers with its name. */
  public boolean requestName(int unitId) {
    return act(null, out -> new NameRequest(unitId).write(out, Packet.CZ_REQNAME, protocol));
  }

  /** Talks to an NPC by a script, until {@link ScreenEvent.DialogueClosed}. */
  public boolean talkTo(int npcId, DialogueScript script) {
    MapStage stage = map;
    if (stage == null || !stage.playing()) {
      return false;
    }
    Dialogue next = new Dialogue(npcId, script);
    follow(next);
    try {
      stage.talk(next);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What is said from now on to an NPC belongs to this talk. */
  private void follow(Dialogue next) {
    synchronized (npcFrames) {
      if (talk != null) {
        npcFrames.addAll(talk.sent());
      }
      talk = next;
    }
  }

  /** An NPC speaks that nobody clicked: its pages are read, its questions cancelled. */
  private Dialogue spokenTo(int npcId) {
    Dialogue next = new Dialogue(npcId, DialogueScript.of());
    follow(next);
    return next;
  }

  /** Lets the dead character come back to life at its save point. */
  public boolean respawn() {
    return act(
        null, out -> out.writeShortLE(protocol.id(Packet.CZ_RESTART)).writeByte(TO_SAVE_POINT));
  }

  /** Goes back to the list of characters and chooses the same one again. */
  public boolean backToCharSelect() {
    return act(
        null, out -> out.writeShortLE(protocol.id(Packet.CZ_RESTART)).writeByte(TO_CHAR_SELECT));
  }

  /** Leaves the game as the menu does; the server answers, the client hangs up. */
  public boolean quit() {
    leaving = true;
    return act(
        null, out -> out.writeShortLE(protocol.id(Packet.CZ_REQ_DISCONNECT)).writeShortLE(0));
  }

  private boolean act(SentAct act, Consumer<ByteBuf> frame) {
    MapStage stage = map;
    if (stage == null || !stage.playing()) {
      return false;
    }
    if (act != null) {
      synchronized (sent) {
        sent.add(act);
      }
    }
    try {
      stage.wire().send(frame);
      return true;
    } catch (IOException e) {
      return false; // The reading thread finds the same and says so.
    }
  }

  /** Hangs up at once, as when the player pulls the plug, and waits for the thread. */
  @Override
  public void close() {
    leaving = true;
    Wire open = wire;
    if (open != null) {
      open.hangUp();
    }
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void session() {
    boolean wanted = false;
    String reason;
    try {
      play();
      wanted = true;
      reason = "quit";
    } catch (IOException e) {
      reason = e.getMessage();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      reason = "a frame shorter than its fields: " + e.getMessage();
    }
    log.add(new ScreenEvent.Disconnected(System.nanoTime(), wanted || leaving, reason));
  }

  private void play() throws IOException {
    LoginStage.Ticket ticket;
    try (Wire login = open(config.login(), ObfuscatedIds.plain())) {
      ticket = LoginStage.run(login, config, protocol, deadline());
    }
    accountId = ticket.accountId();
    boolean again = true;
    while (again) {
      CharStage.Chosen character;
      try (Wire characters = open(ticket.charServer(), ObfuscatedIds.plain())) {
        character = new CharStage(characters, config, protocol, ticket).run(deadline());
      }
      name = character.name();
      again = playMaps(ticket, character);
    }
  }

  /** Follows the character from map server to map server; true to choose a character again. */
  private boolean playMaps(LoginStage.Ticket ticket, CharStage.Chosen character)
      throws IOException {
    MapStage.ServerMove next = new MapStage.ServerMove(character.zone(), character.mapServer());
    Screen screen = new Screen(protocol, log, ticket.accountId(), character.name());
    while (true) {
      MapStage.End end;
      try (Wire link = open(next.mapServer(), config.keys().openEndpoint(protocol))) {
        MapStage stage =
            new MapStage(link, config, protocol, log, screen, next.zone(), this::spokenTo);
        map = stage;
        end = stage.run(ticket, character.charId(), deadline());
      } finally {
        map = null;
      }
      if (end instanceof MapStage.ServerMove move) {
        next = move;
      } else {
        return end instanceof MapStage.CharSelect;
      }
    }
  }

  private Wire open(InetSocketAddress server, ObfuscatedIds ids) throws IOException {
    Wire opened = new Wire(server, protocol.table(), ids);
    wire = opened;
    if (leaving) {
      opened.close();
      throw new ConnectionLostException("left before the game began");
    }
    return opened;
  }

  private static long deadline() {
    return System.nanoTime() + STEP_NANOS;
  }
}
