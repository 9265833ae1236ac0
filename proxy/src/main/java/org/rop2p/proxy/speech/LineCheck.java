package org.rop2p.proxy.speech;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.Check;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;
import org.rop2p.proxy.routing.Coverage;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.Router;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;

/**
 * What a line or emote that a link brought must satisfy before it is shown. Pure. That the link's
 * proxy may speak for the author is checked before. Who is told is in range for the author's proxy;
 * where that is far from true here, or may be true or not, the server must decide.
 *
 * @param check what to do with it
 * @param reason as counted; empty when it may be shown
 * @param offence an honest proxy never sends it
 */
record LineCheck(Check check, String reason, boolean offence) {
  private static final LineCheck SHOW = new LineCheck(Check.SHOW, "", false);
  private static final RawText NAME_SEPARATOR = RawText.ascii(" : ");

  /**
   * What the receiver knows.
   *
   * @param policy the widest lane of the kind in this zone, which forbids receiving as it forbids
   *     sending
   * @param author null when not in view
   * @param muted the server has shown the author muted
   * @param silenced the admin lets nothing of the author be shown from links
   * @param range cells
   * @param farthest cells at which an honest author's proxy may still count somebody as in range
   * @param answerMillis the server's answer time: it is ahead of what is known here, and decides on
   *     what was said when that has come to it
   * @param heardAt when the server last said anything (local)
   * @param shownTo whether the own client has a packet for it
   */
  record Circumstances(
      OwnState own,
      PlayerInView author,
      boolean muted,
      boolean silenced,
      String zone,
      Lane policy,
      int range,
      int farthest,
      long answerMillis,
      long heardAt,
      boolean shownTo,
      long now) {}

  static LineCheck of(Content content, Circumstances known) {
    OwnState own = known.own();
    PlayerInView author = known.author();
    if (known.policy() == Lane.SERVER) {
      return refuse("policy");
    }
    if (known.silenced()) {
      return refuse("author_silenced");
    }
    if (own.loading() || own.motion() == null) {
      return rightlyNot("loading");
    }
    if (!known.zone().equals(own.zone())) {
      return refuse("other_map");
    }
    if (author == null) {
      return refuse("author_not_in_view");
    }
    if (author.unseen() || author.ailing()) {
      return refuse(author.unseen() ? "author_unseen" : "author_ailing");
    }
    if (content instanceof Content.Line line) {
      if (known.muted()) {
        return refuse("author_muted");
      }
      LineCheck text = text(line.text(), author);
      if (text.check() != Check.SHOW) {
        return text;
      }
      if (own.inChatRoom()) {
        return rightlyNot("in_chat_room");
      }
    } else if (content instanceof Content.Emote emote) {
      if (Router.isSpecialEmote(emote.emoticon())) {
        return offence("special_emote");
      }
      if (author.dead()) {
        return refuse("author_dead");
      }
    }
    if (!known.shownTo()) {
      return refuse("unknown_to_client");
    }
    int cells = author.nearest(own.motion().at(known.now()), known.now());
    boolean near = cells <= known.range();
    if (cells > known.farthest()
        || mayNotBe(near, known, known.now())
        || mayNotBe(near, known, known.now() + known.answerMillis())) {
      return refuse("places_differ");
    }
    if (known.now() - known.heardAt() > LiveClock.PATIENCE_MILLIS && changedSince(near, known)) {
      return refuse("server_silent");
    }
    return near ? SHOW : rightlyNot("out_of_range");
  }

  /** Further apart two clocks are not believed to show the same time, in seconds. */
  static final long CLOCKS_APART = 600;

  /**
   * What the signature of a line says that may be shown otherwise. A time that nobody can place
   * would make the signature worth less to a moderator; wrong clocks are no offence.
   */
  static LineCheck signed(SignedLine line, LineSignature signature, Notary notary) {
    if (Math.abs(line.at() - notary.seconds()) > CLOCKS_APART) {
      return refuse("clocks_differ");
    }
    return switch (notary.check(line, signature)) {
      case GENUINE -> SHOW;
      case UNKNOWN -> refuse("author_unknown");
      case FORGED -> offence("bad_signature");
    };
  }

  /** Whether the author may be far off when he is thought to be near, or the other way round. */
  private static boolean mayNotBe(boolean near, Circumstances known, long at) {
    Cell here = known.own().motion().at(at);
    return near
        ? known.author().farthest(here, at) > known.range()
        : known.author().nearest(here, at) <= known.range();
  }

  /** Whether a server that has stood still since it was last heard may see it otherwise. */
  private static boolean changedSince(boolean near, Circumstances known) {
    long at = Math.max(known.heardAt(), known.now() - Coverage.LONGEST_SILENCE_MILLIS);
    for (; at < known.now(); at += Coverage.CELL_MILLIS) {
      if (mayNotBe(near, known, at)) {
        return true;
      }
    }
    return false;
  }

  private static LineCheck text(RawText text, PlayerInView author) {
    RawText prefix = author.name().plus(NAME_SEPARATOR);
    if (author.name().length() == 0) {
      return refuse("name_unknown");
    }
    if (text.length() <= prefix.length() || !text.startsWith(prefix)) {
      return offence("not_his_name");
    }
    return Router.hasControl(text) ? offence("control_character") : SHOW;
  }

  static LineCheck refuse(String reason) {
    return new LineCheck(Check.REFUSE, reason, false);
  }

  private static LineCheck rightlyNot(String reason) {
    return new LineCheck(Check.RIGHTLY_NOT, reason, false);
  }

  private static LineCheck offence(String reason) {
    return new LineCheck(Check.REFUSE, reason, true);
  }
}
