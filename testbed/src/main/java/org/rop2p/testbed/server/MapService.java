package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.ActRequest;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.testbed.server.Account.Presence;
import org.rop2p.testbed.wire.Heading;
import org.rop2p.testbed.wire.NameRequest;

/** One map server: CZ_ENTER, and then every packet to whoever it concerns. */
final class MapService implements Service {
  private static final int CZ_WHISPER = 0x0096;
  private static final int CZ_REQ_USER_COUNT = 0x00C1;
  private static final int CZ_BLOCKING_PLAY_CANCEL = 0x0447;

  private static final int WHISPER_TO = 4;
  private static final int WHISPER_TEXT = 28;
  private static final int RESPAWN = 0;
  private static final int TO_CHARACTER_SELECT = 1;
  private static final int NOT_AUTHORISED = 0;

  private final int server;
  private final Game game;

  MapService(int server, Game game) {
    this.server = server;
    this.game = game;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.MAP;
  }

  @Override
  public void received(Connection connection, int id, ByteBuf frame) {
    Packet packet = game.protocol.packet(id, Direction.CLIENT_TO_SERVER);
    if (connection.account() == null) {
      beforeEntry(connection, packet, frame);
      return;
    }
    Player player = connection.player();
    if (player == null || player.connection != connection) {
      return; // on its way out
    }
    if (packet == Packet.CZ_NOTIFY_ACTORINIT) {
      game.travel.loaded(player);
    } else if (player.onMap && packet == null) {
      playById(player, id, frame);
    } else if (player.onMap) {
      play(player, packet, id, frame);
    }
  }

  @Override
  public void closed(Connection connection, boolean kicked) {
    Player player = connection.player();
    Account account = connection.account();
    if (account == null || account.connection != connection) {
      return;
    }
    if (player == null || player.connection != connection) {
      account.connection = null; // on its way to another server
      return;
    }
    if (kicked) {
      leave(player);
    } else {
      game.travel.linger(player);
      game.timers.after(
          game.timing.linger(),
          () -> {
            if (account.player == player && account.presence == Presence.LINGERING) {
              leave(player);
            }
          });
    }
  }

  private void leave(Player player) {
    game.travel.quit(player);
    game.presences.offline(player.account);
  }

  /**
   * Nothing but CZ_ENTER counts before a character is in, and nothing but CZ_NOTIFY_ACTORINIT while
   * that is pending: the map is then loaded as soon as the character is in.
   */
  private void beforeEntry(Connection connection, Packet packet, ByteBuf frame) {
    if (packet == Packet.CZ_ENTER && !connection.entering) {
      enter(connection, frame);
    } else if (packet == Packet.CZ_NOTIFY_ACTORINIT && connection.entering) {
      connection.loadedEarly = true;
    }
  }

  private void enter(Connection connection, ByteBuf frame) {
    if (connection.unprocessed() > 0) {
      connection.send(MapPackets::refusal);
      connection.kick("company behind CZ_ENTER");
      return;
    }
    Enter enter = Enter.readMap(frame);
    Account account = game.accounts.byId(enter.accountId());
    if (account != null
        && (account.presence == Presence.PLAYING || account.presence == Presence.LINGERING)) {
      connection.send(Presences.ban(Presences.STILL_ONLINE));
      connection.kick("CZ_ENTER while still online");
      return;
    }
    connection.send(out -> MapPackets.accountId(out, enter.accountId()));
    connection.entering = true;
    game.timers.after(game.timing.entryAnswer(), () -> answered(connection, enter, account));
  }

  /** The char server has answered whether it announced this client. */
  private void answered(Connection connection, Enter enter, Account account) {
    connection.entering = false;
    if (connection.ended()) {
      return; // it stays announced, for the time that it is waited for
    }
    if (account == null
        || account.presence != Presence.ENTERING
        || account.mapServer != server
        || account.character.id != enter.charId()
        || account.authCode != enter.authCode()) {
      connection.send(Presences.ban(NOT_AUTHORISED));
      connection.kick("CZ_ENTER not announced by the char server");
      return;
    }
    connection.account(account);
    Place at = account.character.saved;
    boolean fromOtherServer = account.player != null;
    Player player = fromOtherServer ? account.player : new Player(account);
    player.map = game.world.map(at.map());
    player.cell = at.cell();
    player.connection = connection;
    account.player = player;
    connection.player(player);
    game.world.add(player);
    game.presences.playing(account, connection);
    int tick = game.clock.tick();
    player.send(out -> MapPackets.accepted(out, player, tick));
    if (!fromOtherServer) {
      player.send(MapPackets.welcome());
      player.send(out -> MapPackets.mapMove(out, at));
    }
    player.send(MapPackets::status);
    if (player.muted()) {
      player.send(out -> MapPackets.parameter(out, Parameter.MANNER, account.manner));
    }
    if (connection.loadedEarly) {
      game.travel.loaded(player);
    }
  }

  private void play(Player player, Packet packet, int id, ByteBuf frame) {
    switch (packet) {
      case CZ_REQUEST_MOVE ->
          game.walking.request(player, org.rop2p.codec.view.Walk.readRequest(frame).to());
      case CZ_REQUEST_CHAT -> game.chat.received(player, frame);
      case CZ_REQ_EMOTION_EXPANSION -> {
        if (game.packEmotes) { // rAthena discards it
          game.emotes.requestOfPack(player, PackEmotion.readRequest(frame));
        }
      }
      case CZ_REQ_EMOTION -> game.emotes.request(player, Emotion.readRequest(frame).type());
      case CZ_REQUEST_ACT -> act(player, ActRequest.read(frame, game.protocol).action());
      case CZ_CHANGE_DIRECTION -> {
        Heading heading = Heading.readRequest(frame, game.protocol);
        game.states.look(player, heading.head(), heading.direction());
      }
      case CZ_REQUEST_TIME -> {
        int tick = game.clock.tick();
        player.send(out -> MapPackets.time(out, tick));
      }
      case CZ_REQNAME -> name(player, NameRequest.read(frame, packet, game.protocol).id());
      case CZ_REQNAME_BYGID ->
          characterName(player, NameRequest.read(frame, packet, game.protocol).id());
      case CZ_CREATE_CHATROOM -> game.rooms.create(player, frame);
      case CZ_REQ_ENTER_ROOM -> game.rooms.enter(player, frame);
      case CZ_REQ_EXIT_ROOM -> game.rooms.leave(player);
      case CZ_CONTACTNPC -> game.dialogues.received(player, id, frame);
      case CZ_RESTART -> restart(player, frame.getUnsignedByte(2));
      case CZ_REQ_DISCONNECT -> {
        player.send(MapPackets::mayQuit);
        leave(player);
      }
      default -> playById(player, id, frame);
    }
  }

  /** What needs no name in the codec, whether it has one or not. */
  private void playById(Player player, int id, ByteBuf frame) {
    switch (id) {
      case CZ_WHISPER -> whisper(player, frame);
      case Dialogues.CZ_CHOOSE_MENU,
          Dialogues.CZ_REQ_NEXT_SCRIPT,
          Dialogues.CZ_INPUT_NUMBER,
          Dialogues.CZ_INPUT_TEXT,
          Dialogues.CZ_CLOSE_DIALOG ->
          game.dialogues.received(player, id, frame);
      case Vending.CZ_REQ_OPENSTORE2 -> game.vending.request(player, frame);
      case Vending.CZ_REQ_CLOSESTORE -> game.vending.close(player);
      case CZ_REQ_USER_COUNT ->
          player.send(out -> MapPackets.userCount(out, game.world.players().size()));
      case CZ_BLOCKING_PLAY_CANCEL -> player.send(MapPackets::loadConfirmed);
      default -> {
        // items, skills, parties, a second CZ_ENTER and the rest: taken, without effect
      }
    }
  }

  private void act(Player player, int action) {
    if (action == UnitAct.SIT) {
      game.states.sit(player);
    } else if (action == UnitAct.STAND) {
      game.states.stand(player);
    }
  }

  private void restart(Player player, int type) {
    if (type == RESPAWN) {
      game.mortality.respawn(player);
    }
    if (type != TO_CHARACTER_SELECT) {
      return;
    }
    Account account = player.account;
    player.send(MapPackets::toCharacterSelect);
    game.travel.quit(player);
    game.presences.choosing(account, null);
  }

  private void name(Player player, int unit) {
    Unit thing = game.world.other(unit);
    Player other = game.world.player(Math.abs(unit));
    Unit asked = thing != null ? thing : other != null && other.onMap ? other : null;
    if (asked != null && player.sees(asked, Ranges.SIGHT)) {
      player.send(out -> ChatPackets.name(out, asked));
    }
  }

  private void characterName(Player player, int charId) {
    for (Account account : game.accounts.all()) {
      if (account.character.id == charId) {
        player.send(out -> ChatPackets.characterName(out, account.character));
      }
    }
  }

  private void whisper(Player player, ByteBuf frame) {
    if (frame.readableBytes() <= WHISPER_TEXT) {
      return;
    }
    RawText to = RawText.nulPadded(frame, WHISPER_TO, PacketWriter.NAME);
    RawText message = RawText.nulPadded(frame, WHISPER_TEXT, frame.readableBytes() - WHISPER_TEXT);
    int charId = player.account.character.id;
    for (Player other : game.world.players()) {
      if (other.account.character.name.equals(to)) {
        other.send(out -> ChatPackets.whisper(out, player, message));
        player.send(out -> ChatPackets.whisperAnswer(out, 0, charId));
        return;
      }
    }
    player.send(out -> ChatPackets.whisperAnswer(out, 1, charId));
  }
}
