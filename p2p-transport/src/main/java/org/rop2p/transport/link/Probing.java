package org.rop2p.transport.link;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.rop2p.transport.gather.NatView;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.probe.ProbeBudget;

/**
 * What the attempts of one endpoint share.
 *
 * @param main the main socket
 * @param baseNumbers numbers for bases, none twice
 */
record Probing(
    ProbeSettings settings,
    ProbeBudget budget,
    Supplier<NatView> nat,
    Base main,
    IntSupplier baseNumbers) {
  Probing(ProbeSettings settings, Supplier<NatView> nat, Base main, IntSupplier baseNumbers) {
    this(settings, new ProbeBudget(settings.limits()), nat, main, baseNumbers);
  }

  /** Knows of no NAT, so that nothing is tried. */
  static Probing none() {
    NatView unknown = new NatView(NatKind.UNKNOWN, Optional.empty(), Optional.empty(), false);
    return new Probing(
        ProbeSettings.defaults(), () -> unknown, new Base(0, false, true, true), () -> 0);
  }
}
