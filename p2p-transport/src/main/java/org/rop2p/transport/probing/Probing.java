package org.rop2p.transport.probing;

import java.util.Optional;
import java.util.function.Supplier;
import org.rop2p.transport.gather.NatView;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.probe.ProbeBudget;

/**
 * What the attempts of one endpoint share.
 *
 * @param main the main socket
 */
public record Probing(
    ProbeSettings settings, ProbeBudget budget, Supplier<NatView> nat, Base main) {
  public Probing(ProbeSettings settings, Supplier<NatView> nat, Base main) {
    this(settings, new ProbeBudget(settings.limits()), nat, main);
  }

  /** Knows of no NAT, so that nothing is tried. */
  public static Probing none() {
    NatView unknown = new NatView(NatKind.UNKNOWN, Optional.empty(), Optional.empty(), false);
    return new Probing(ProbeSettings.defaults(), () -> unknown, new Base(0, false, true, true));
  }
}
