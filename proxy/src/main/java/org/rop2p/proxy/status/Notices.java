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
  private Notices() {}

  /**
   * Each once, what keeps anybody from playing first. What a character has met itself says more
   * than what was seen at the start; a token that has ended is told while he is up, too, as his
   * next login fails.
   *
   * @param always those that have nothing to do with links
   * @param p2p those that keep everybody from others; empty while P2P is not wanted
   */
  public static List<Trouble> of(
      List<Trouble> always, List<Trouble> p2p, List<CharacterView> characters) {
    List<Trouble> all = new ArrayList<>(always);
    Set<Topic> met = EnumSet.noneOf(Topic.class);
    for (CharacterView character : characters) {
      Standing standing = character.standing();
      Topic topic = standing.state() == Standing.State.REFUSED ? Topic.TOKEN : Topic.COORDINATOR;
      if (standing.trouble().isPresent()) {
        all.add(new Trouble(topic, standing.trouble().get()));
        met.add(topic);
      }
      if (standing.trouble().isPresent() || standing.state() == Standing.State.UP) {
        met.add(Topic.COORDINATOR);
      }
    }
    p2p.stream().filter(trouble -> !met.contains(trouble.topic())).forEach(all::add);
    return all.stream().distinct().sorted(Comparator.comparing(Trouble::topic)).toList();
  }
}
