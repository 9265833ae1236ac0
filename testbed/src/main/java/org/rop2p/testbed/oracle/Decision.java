package org.rop2p.testbed.oracle;

import java.util.Set;
import org.rop2p.codec.view.Cell;

/**
 * What the server wrote down about one act that reached it.
 *
 * @param fate any but {@link Act.Fate#UNSEEN} and {@code INVENTED}
 * @param nanos when it was decided
 * @param told see {@link Act#told}
 * @param from see {@link Act#from}
 */
public record Decision(
    int author, Content content, Act.Fate fate, long nanos, Set<Integer> told, Cell from) {}
