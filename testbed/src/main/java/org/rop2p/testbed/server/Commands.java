package org.rop2p.testbed.server;

import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * {@code @} and {@code #} commands. Only a group that may use them has them; what others type is
 * chat, but for {@code #word name} with nobody of that name online, which everybody is answered.
 * Event loop only.
 */
final class Commands {
  /** Clients of some languages put {@code |} and two characters before the text. */
  private static final int LANGUAGE_MARK = 3;

  private static final int MAX_NAME = 23;
  private static final int MAX_COORDINATE = 1022;

  private final World world;
  private final Travel travel;
  private final PlayerStates states;

  Commands(World world, Travel travel, PlayerStates states) {
    this.world = world;
    this.travel = travel;
    this.states = states;
  }

  /** Whether the message was taken as a command. */
  boolean executed(Player player, RawText message) {
    String text = new String(message.toBytes(), StandardCharsets.ISO_8859_1);
    if (text.length() > LANGUAGE_MARK && text.charAt(0) == '|' && symbol(text, LANGUAGE_MARK)) {
      text = text.substring(LANGUAGE_MARK);
    }
    if (!symbol(text, 0)) {
      return false;
    }
    String[] words = text.strip().split(" +", -1);
    if (text.charAt(0) == '#') {
      if (words.length > 1 && !online(words[1])) {
        player.send(ChatPackets.system(words[0] + " failed. Player not found."));
        return true;
      }
      if (!player.account.gameMaster) {
        return false;
      }
      player.send(ChatPackets.system(words[0] + " is Unknown Command."));
      return true;
    }
    if (!player.account.gameMaster) {
      return false;
    }
    execute(player, words);
    return true;
  }

  private void execute(Player player, String[] words) {
    switch (words[0]) {
      case "@where" ->
          player.send(
              ChatPackets.system(
                  "%s: %s (%d,%d)"
                      .formatted(
                          player.account.character.name,
                          player.map.spec.name(),
                          player.cell.x(),
                          player.cell.y())));
      case "@warp" -> warp(player, words);
      case "@hide" -> {
        states.hide(player, !player.hidden);
        player.send(ChatPackets.system("Invisible: " + (player.hidden ? "On" : "Off")));
      }
      case "@fakename" -> {
        states.fakeName(player, words.length > 1 ? RawText.ascii(name(words[1])) : null);
        player.send(
            ChatPackets.system(
                player.fakeName == null ? "Returned to real name." : "Fake name enabled."));
      }
      case "@channel" -> channel(player, words);
      default -> player.send(ChatPackets.system(words[0] + " is Unknown Command."));
    }
  }

  private void warp(Player player, String[] words) {
    if (words.length < 4 || !world.hasMap(words[1])) {
      player.send(ChatPackets.system("Map not found."));
      return;
    }
    int x;
    int y;
    try {
      x = Integer.parseInt(words[2]);
      y = Integer.parseInt(words[3]);
    } catch (NumberFormatException e) {
      player.send(ChatPackets.system("Please enter a map and coordinates."));
      return;
    }
    if (x < 0
        || y < 0
        || x > MAX_COORDINATE
        || y > MAX_COORDINATE
        || !world.map(words[1]).spec.walkable(x, y)) {
      player.send(ChatPackets.system("Invalid coordinates."));
      return;
    }
    player.send(ChatPackets.system("Warped."));
    travel.warp(player, new Place(words[1], new Cell(x, y)), UnitPackets.TELEPORTED);
  }

  private void channel(Player player, String[] words) {
    if (words.length > 2 && words[1].equals("bindto") && words[2].startsWith("#")) {
      states.bindChannel(player, words[2]);
      player.send(ChatPackets.system("Your global chat is now bound to " + words[2] + "."));
    } else if (words.length > 1 && words[1].equals("unbind")) {
      states.bindChannel(player, null);
      player.send(ChatPackets.system("Your global chat is now unbound."));
    } else {
      player.send(ChatPackets.system("Usage: @channel bindto #name, or @channel unbind."));
    }
  }

  private boolean online(String name) {
    return world.players().stream()
        .anyMatch(
            other ->
                name.equals(
                    new String(
                        other.account.character.name.toBytes(), StandardCharsets.ISO_8859_1)));
  }

  private static String name(String word) {
    return word.length() > MAX_NAME ? word.substring(0, MAX_NAME) : word;
  }

  private static boolean symbol(String text, int index) {
    return text.charAt(index) == '@' || text.charAt(index) == '#';
  }
}
