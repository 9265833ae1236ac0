package org.rop2p.proxy.routing;

import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.world.OwnState;

/**
 * Decides the lane of an own message. Pure. Whatever is in doubt goes to the server only; text that
 * might be a command, an emote that the server might refuse or change, a walk that it might not
 * grant never reaches a peer.
 */
public final class Router {
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

  /** rAthena refuses classic emotes beyond (ET_MAX is 88): clients never get to see one. */
  private static final int LAST_EMOTE = 87;

  /** rAthena refuses an emote sooner after the previous attempt, refused ones included. */
  public static final long EMOTE_INTERVAL_MILLIS = 2_000;

  /** rAthena ignores longer walks; a detour may lengthen what looks short, hence the margin. */
  private static final int MAX_WALK = 14;

  /** Unicode and code page controls begin below it. */
  private static final int FIRST_PRINTABLE = 0x20;

  /**
   * What an own message meets.
   *
   * @param policy the widest lane that is allowed and possible
   * @param limit why it is not wider, when that has another reason than the admin's or player's
   *     wish
   * @param proven the server has shown since the last reset that it passes this kind on
   * @param serverSlow it owes an answer for longer than usual: nobody knows where it has the
   *     character
   * @param coverage who is possibly in range
   * @param sample this one goes to the server whatever else
   * @param now local milliseconds
   */
  public record Situation(
      OwnState own,
      Lane policy,
      Reason limit,
      boolean proven,
      boolean serverSlow,
      Coverage coverage,
      boolean sample,
      long now) {}

  private Router() {}

  /**
   * Decides about a line.
   *
   * @param symbols with which commands begin
   */
  public static Decision chat(RawText text, String symbols, Situation now) {
    Reason special =
        first(
            reasonIf(!isOwnLine(text, now.own().name()), Reason.NOT_OWN_NAME),
            reasonIf(isCommand(text, now.own().name(), symbols), Reason.COMMAND),
            reasonIf(now.own().muted(), Reason.MUTED),
            reasonIf(now.own().inChatRoom(), Reason.CHAT_ROOM),
            reasonIf(hasControl(text), Reason.ODD_TEXT));
    return decide(now, special);
  }

  /**
   * Decides about an emote.
   *
   * @param sincePrevious milliseconds since the server got the previous attempt
   */
  public static Decision emote(Emoticon emoticon, long sincePrevious, Situation now) {
    Reason special =
        first(
            reasonIf(isSpecialEmote(emoticon), Reason.SPECIAL_EMOTE),
            reasonIf(now.own().dead(), Reason.DEAD),
            reasonIf(sincePrevious < EMOTE_INTERVAL_MILLIS, Reason.TOO_SOON));
    return decide(now, special);
  }

  /**
   * Decides about a walk. OFFLOAD: peers are told, and the server may hear of it later, or of a
   * later one only.
   *
   * @param from where the server will have the character when it hears of it
   */
  public static Decision walk(Cell from, Cell to, Situation now) {
    Reason special =
        first(
            reasonIf(now.own().dead(), Reason.DEAD),
            reasonIf(now.own().sitting(), Reason.SITTING),
            reasonIf(now.own().inChatRoom(), Reason.CHAT_ROOM),
            reasonIf(now.own().fightingMap(), Reason.FIGHTING_MAP),
            reasonIf(now.own().inDialogue(), Reason.NPC_DIALOGUE),
            reasonIf(!now.own().occupations().isEmpty(), Reason.VENDING),
            reasonIf(now.own().casting(now.now()), Reason.CASTING),
            reasonIf(from.distance(to) > MAX_WALK, Reason.TOO_FAR));
    return decide(now, special);
  }

  /**
   * Whether only the server may show it: it refuses the mute emote and unknown ones, and rolls dice
   * itself.
   */
  public static boolean isSpecialEmote(Emoticon emoticon) {
    int type = emoticon.type();
    return emoticon.isClassic()
        && (type == MUTE_EMOTE || type > LAST_EMOTE || (type >= FIRST_DICE && type <= LAST_DICE));
  }

  /** Whether a line holds bytes that no client lets a player type. */
  public static boolean hasControl(RawText text) {
    for (int i = 0; i < text.length(); i++) {
      if ((text.byteAt(i) & 0xFF) < FIRST_PRINTABLE) {
        return true;
      }
    }
    return false;
  }

  /** Whether the message behind the own name starts like a command. */
  public static boolean isCommand(RawText text, RawText name, String symbols) {
    int at = name.length() + NAME_SEPARATOR.length();
    if (text.length() <= at) {
      return true;
    }
    if (isSymbol(text, at, symbols)) {
      return true;
    }
    return text.byteAt(at) == '|'
        && text.length() > at + CODED_SYMBOL
        && isSymbol(text, at + CODED_SYMBOL, symbols);
  }

  private static Decision decide(Situation now, Reason special) {
    Reason general =
        first(
            reasonIf(now.policy() == Lane.SERVER, Reason.POLICY),
            reasonIf(now.own().loading() || now.own().motion() == null, Reason.LOADING),
            reasonIf(now.own().unseen(), Reason.UNSEEN),
            reasonIf(now.own().ailing(), Reason.AILING));
    Reason doubt = general != null ? general : special;
    if (doubt == null) {
      doubt =
          first(
              reasonIf(!now.proven(), Reason.NOT_PROVEN),
              reasonIf(now.serverSlow(), Reason.SERVER_SLOW));
    }
    return doubt != null ? Decision.server(doubt) : lane(now);
  }

  private static Decision lane(Situation now) {
    Reason mirrored =
        now.policy() == Lane.OFFLOAD
            ? first(
                reasonIf(!now.coverage().complete(), Reason.UNCOVERED),
                reasonIf(now.sample(), Reason.SAMPLE))
            : now.limit();
    if (mirrored == null && now.policy() == Lane.OFFLOAD) {
      return new Decision(Lane.OFFLOAD, Reason.ALLOWED);
    }
    return now.coverage().linked().isEmpty()
        ? Decision.server(mirrored == Reason.SAMPLE ? Reason.SAMPLE : Reason.NOBODY_LINKED)
        : new Decision(Lane.MIRROR, mirrored == null ? Reason.ALLOWED : mirrored);
  }

  private static boolean isOwnLine(RawText text, RawText name) {
    return name.length() > 0
        && text.length() <= MAX_TEXT
        && !text.hasNul()
        && text.startsWith(name.plus(NAME_SEPARATOR));
  }

  private static boolean isSymbol(RawText text, int at, String symbols) {
    return symbols.indexOf(text.byteAt(at) & 0xFF) >= 0;
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
