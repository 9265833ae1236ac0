package org.rop2p.proxy.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.trouble.Trouble.Topic;
import org.rop2p.proxy.words.Standing;

/** Which troubles a player is told of now. Pure. */
public final class Notices {
  /** What a character has met itself says more of these than what was seen at the start. */
  private static final Set<Topic> SEEN_FROM_AFAR = EnumSet.of(Topic.COORDINATOR, Topic.TOKEN);

  private Notices() {}

  /**
   * Each once, what keeps anybody from playing first.
   *
   * @param always those that have nothing to do with links
   * @param p2p those that keep everybody from others; empty while P2P is not wanted
   */
  public static List<Trouble> of(
      List<Trouble> always, List<Trouble> p2p, List<CharacterView> characters) {
    List<Trouble> all = new ArrayList<>(always);
    boolean tried = false;
    for (CharacterView character : characters) {
      Standing standing = character.standing();
      Topic topic = standing.state() == Standing.State.REFUSED ? Topic.TOKEN : Topic.COORDINATOR;
      standing.trouble().ifPresent(sentence -> all.add(new Trouble(topic, sentence)));
      tried |= standing.trouble().isPresent() || standing.state() == Standing.State.UP;
    }
    for (Trouble trouble : p2p) {
      if (!tried || !SEEN_FROM_AFAR.contains(trouble.topic())) {
        all.add(trouble);
      }
    }
    return all.stream().distinct().sorted(Comparator.comparing(Trouble::topic)).toList();
  }
}
