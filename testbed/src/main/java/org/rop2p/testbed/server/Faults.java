package org.rop2p.testbed.server;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.rop2p.codec.view.RawText;

/**
 * Things that happen to players without their doing. Each call returns when it has happened; not to
 * be called on the server's own event loop. Those about a player need it in play.
 */
public final class Faults {
  private static final int MEMBERS = 20;

  private final EventLoop loop;
  private final Game game;
  private final ServerLog log;

  Faults(EventLoop loop, Game game, ServerLog log) {
    this.loop = loop;
    this.game = game;
    this.log = log;
  }

  /** Cuts the account's connection to the char or map server, without a word. */
  public void disconnect(int account) {
    run(
        account,
        found -> {
          if (found.connection != null) {
            found.connection.cut();
          }
        });
  }

  /** Throws a player out as a game master does: it is told so, and gone at once. */
  public void kick(int account) {
    player(
        account,
        player -> {
          Connection connection = player.connection;
          if (connection != null) {
            connection.send(Presences.ban(Presences.KICKED_BY_STAFF));
            connection.kick("by a game master");
          }
        });
  }

  /** Silences a player for so many minutes. */
  public void mute(int account, int minutes) {
    player(account, player -> game.states.mute(player.account, minutes));
  }

  public void unmute(int account) {
    player(account, player -> game.states.mute(player.account, 0));
  }

  /**
   * Sends a player to a place of any map.
   *
   * @throws IllegalArgumentException when nobody can stand there
   */
  public void warp(int account, Place to) {
    if (!game.world.map(to.map()).spec.walkable(to.cell().x(), to.cell().y())) {
      throw new IllegalArgumentException("nobody can stand at " + to);
    }
    player(account, player -> game.travel.warp(player, to, UnitPackets.TELEPORTED));
  }

  /** Puts a player into the open chat room of that title on its map, made if there is none. */
  public void joinRoom(int account, String title) {
    RawText name = RawText.ascii(title);
    player(
        account,
        player -> {
          for (ChatRoom room : player.map.rooms) {
            if (room.title.equals(name)) {
              game.rooms.enter(player, room, room.password);
              return;
            }
          }
          game.rooms.create(player, name, RawText.EMPTY, MEMBERS, true);
        });
  }

  public void leaveRoom(int account) {
    player(account, game.rooms::leave);
  }

  /** Binds all chat of a player to a channel ("#name"); null unbinds it. */
  public void bindChannel(int account, String channel) {
    player(account, player -> game.states.bindChannel(player, channel));
  }

  /** Shows a player under another name; null is the real one again. */
  public void fakeName(int account, RawText name) {
    player(account, player -> game.states.fakeName(player, name));
  }

  public void hide(int account, boolean hidden) {
    player(account, player -> game.states.hide(player, hidden));
  }

  /** Kills a player: it lies there until it respawns (CZ_RESTART) or is brought back. */
  public void kill(int account) {
    player(account, game.mortality::kill);
  }

  /** Brings a dead player back to life where it lies. */
  public void resurrect(int account) {
    player(account, game.mortality::resurrect);
  }

  /** Lets a player cast a skill on itself for so many milliseconds. */
  public void cast(int account, int millis) {
    player(account, player -> game.casting.begin(player, millis));
  }

  /** Opens a shop for a player; null closes it. */
  public void vend(int account, String title) {
    player(
        account,
        player -> {
          if (title == null) {
            game.vending.close(player);
          } else {
            game.vending.open(player, RawText.ascii(title));
          }
        });
  }

  /**
   * Disguises a player as a monster or an NPC.
   *
   * @param job its view, such as 1002 for a Poring; 0 ends the disguise
   */
  public void disguise(int account, int job) {
    player(account, player -> game.disguises.disguise(player, job));
  }

  /**
   * Lets the nearest talking NPC of its map speak to a player who has not clicked it. Does nothing
   * to one who is dead or already talks.
   *
   * @throws IllegalStateException when nobody talks on that map
   */
  public void npcSpeaks(int account) {
    player(
        account,
        player -> {
          Npc nearest =
              player.map.others.stream()
                  .filter(unit -> unit instanceof Npc npc && npc.script != null)
                  .map(Npc.class::cast)
                  .min(Comparator.comparingInt(npc -> npc.cell.distance(player.cell)))
                  .orElseThrow(() -> new IllegalStateException("nobody talks on this map"));
          game.dialogues.speak(player, nearest);
        });
  }

  /**
   * Stops all servers, as SIGSTOP would: nothing is read, decided or written until {@code duration}
   * has passed; then everything that piled up is taken in order. Returns as soon as they stand
   * still: what is sent from then on waits; not to be called on the servers' loop. Other faults
   * wait until it is over.
   */
  public void stall(Duration duration) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    loop.execute(
        () -> {
          begun.complete(null);
          long end = System.nanoTime() + duration.toNanos();
          for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          log.add(new ServerEvent.Stalled(System.nanoTime(), duration));
        });
    begun.join();
  }

  /** Lets the account use commands, or not any more. */
  public void gameMaster(int account, boolean value) {
    run(account, found -> found.gameMaster = value);
  }

  private void player(int account, Consumer<Player> action) {
    run(
        account,
        found -> {
          if (found.player == null || !found.player.onMap) {
            throw new IllegalStateException(found.user + " is not on a map");
          }
          action.accept(found.player);
        });
  }

  private void run(int account, Consumer<Account> action) {
    Account found = game.accounts.byId(account);
    if (found == null) {
      throw new NoSuchElementException("no account " + account);
    }
    loop.submit(() -> action.accept(found)).syncUninterruptibly();
  }
}
