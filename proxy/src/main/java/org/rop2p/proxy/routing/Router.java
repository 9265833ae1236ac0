package org.rop2p.proxy.routing;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.world.OwnState;

/**
 * Decides the lane of an own message. Pure. Whatever is in doubt goes to the server only; text that
 * might be a command, an emote that the server might refuse or change, a walk that it might not
 * grant never reaches a peer.
 */
public final class Router {
  /** rAthena's default command symbols. */
  private static final String COMMAND_SYMBOLS = "@#";

  /** In {@code |00@where} two characters of language code stand before the command symbol. */
  private static final int CODED_SYMBOL = 3;

  private static final RawText NAME_SEPARATOR = RawText.ascii(" : ");

  /** Longest text rAthena accepts, in bytes. */
  private static final int MAX_TEXT = 255;

  /** The emote that muted characters show; rAthena refuses it. */
  private static final int MUTE_EMOTE = 34;

  /** Emotes that rAthena rolls anew: dice. */
  private static final int FIRST_DICE = 58;

  private static final int LAST_DICE = 63;

  /** rAthena refuses an emote sooner after the previous attempt, refused ones included. */
  static final long EMOTE_INTERVAL_MILLIS = 2_000;

  /** rAthena ignores longer walks; a detour may lengthen what looks short, hence the margin. */
  private static final int MAX_WALK = 14;

  /**
   * What an own message meets.
   *
   * @param proven the server has shown since the last reset that it passes this kind on
   * @param linked somebody surely in range is linked
   */
  public record Situation(
      OwnState own, Lane policy, boolean proven, boolean linked, boolean inDialogue) {}

  private Router() {}

  public static Decision chat(RawText text, Situation now) {
    Reason special =
        first(
            reasonIf(!isOwnLine(text, now.own().name()), Reason.NOT_OWN_NAME),
            reasonIf(isCommand(text, now.own().name()), Reason.COMMAND),
            reasonIf(now.own().inChatRoom(), Reason.CHAT_ROOM));
    return decide(now, special);
  }

  /**
   * Decides about an emote.
   *
   * @param sincePrevious milliseconds since the previous attempt
   */
  public static Decision emote(int type, long sincePrevious, Situation now) {
    Reason special =
        first(
            reasonIf(isSpecialEmote(type), Reason.SPECIAL_EMOTE),
            reasonIf(sincePrevious < EMOTE_INTERVAL_MILLIS, Reason.TOO_SOON));
    return decide(now, special);
  }

  public static Decision walk(Cell from, Cell to, Situation now) {
    Reason special =
        first(
            reasonIf(now.own().sitting(), Reason.SITTING),
            reasonIf(now.own().inChatRoom(), Reason.CHAT_ROOM),
            reasonIf(now.own().fightingMap(), Reason.FIGHTING_MAP),
            reasonIf(now.inDialogue(), Reason.NPC_DIALOGUE),
            reasonIf(from.distance(to) > MAX_WALK || from.equals(to), Reason.TOO_FAR));
    return decide(now, special);
  }

  /** Whether only the server may show it: it refuses the mute emote and rolls dice itself. */
  static boolean isSpecialEmote(int type) {
    return type == MUTE_EMOTE || (type >= FIRST_DICE && type <= LAST_DICE);
  }

  /** Whether the message behind the own name starts like a command. */
  static boolean isCommand(RawText text, RawText name) {
    int at = name.length() + NAME_SEPARATOR.length();
    if (text.length() <= at) {
      return true;
    }
    if (isSymbol(text, at)) {
      return true;
    }
    return text.byteAt(at) == '|'
        && text.length() > at + CODED_SYMBOL
        && isSymbol(text, at + CODED_SYMBOL);
  }

  private static Decision decide(Situation now, Reason special) {
    Reason general =
        first(
            reasonIf(now.policy() == Lane.SERVER, Reason.POLICY),
            reasonIf(now.own().loading() || now.own().motion() == null, Reason.LOADING),
            reasonIf(now.own().muted(), Reason.MUTED),
            reasonIf(now.own().unseen(), Reason.UNSEEN),
            reasonIf(now.own().ailing(), Reason.AILING));
    Reason doubt = general != null ? general : special;
    if (doubt == null) {
      doubt =
          first(
              reasonIf(!now.proven(), Reason.NOT_PROVEN),
              reasonIf(!now.linked(), Reason.NOBODY_LINKED));
    }
    return doubt == null ? new Decision(now.policy(), Reason.ALLOWED) : Decision.server(doubt);
  }

  private static boolean isOwnLine(RawText text, RawText name) {
    return name.length() > 0
        && text.length() <= MAX_TEXT
        && !text.hasNul()
        && text.startsWith(name.plus(NAME_SEPARATOR));
  }

  private static boolean isSymbol(RawText text, int at) {
    return COMMAND_SYMBOLS.indexOf(text.byteAt(at)) >= 0;
  }

  private static Reason reasonIf(boolean holds, Reason reason) {
    return holds ? reason : null;
  }

  /** The first that is not null, or null. */
  private static Reason first(Reason... reasons) {
    for (Reason reason : reasons) {
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }
}
