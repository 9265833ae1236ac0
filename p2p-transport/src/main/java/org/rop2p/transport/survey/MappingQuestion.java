package org.rop2p.transport.survey;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rop2p.transport.address.SpecialPurpose;
import org.rop2p.transport.mapping.Gateways;
import org.rop2p.transport.mapping.MappingKeeper;
import org.rop2p.transport.mapping.MappingListener;
import org.rop2p.transport.mapping.MappingOutput;

/** Asks the router for a mapping, by one protocol after the other, once. Event loop only. */
final class MappingQuestion {
  private final Gateways gateways;
  private final CompletableFuture<MappingReport> answer = new CompletableFuture<>();
  private Optional<MappingKeeper> keeper = Optional.empty();

  MappingQuestion(Gateways gateways) {
    this.gateways = gateways;
  }

  /** Completes on the event loop, if at all: the caller sets the limit. */
  CompletableFuture<MappingReport> ask() {
    gateways.find(
        gateway -> gateway.ifPresentOrElse(this::askPcp, () -> end(MappingReport.NO_GATEWAY)));
    return answer;
  }

  /** Gives back what was granted; nothing more is asked for. */
  void close() {
    end(MappingReport.UNDECIDED);
    closeKeeper();
  }

  private void closeKeeper() {
    keeper.ifPresent(MappingKeeper::close);
  }

  /** Whether after {@link #close} nothing is under way any more. */
  boolean isReleased() {
    return keeper.map(MappingKeeper::isReleased).orElse(true);
  }

  private void askPcp(Inet4Address gateway) {
    ask(
        gateways.pcp(
            gateway,
            new Listener() {
              @Override
              public void unavailable(MappingOutput.Reason reason) {
                if (reason == MappingOutput.Reason.DOUBLE_NAT) {
                  end(MappingReport.DOUBLE_NAT);
                } else {
                  closeKeeper();
                  askUpnp(gateway, reason);
                }
              }
            }));
  }

  private void askUpnp(Inet4Address gateway, MappingOutput.Reason before) {
    ask(
        gateways.upnp(
            gateway,
            new Listener() {
              @Override
              public void unavailable(MappingOutput.Reason reason) {
                // Who has said no has said more than who says nothing.
                end(report(reason == MappingOutput.Reason.SILENT ? before : reason));
              }
            }));
  }

  private void ask(MappingKeeper next) {
    if (!answer.isDone()) {
      keeper = Optional.of(next);
      next.start();
    }
  }

  private void end(MappingReport report) {
    answer.complete(report);
  }

  private static MappingReport report(MappingOutput.Reason reason) {
    return switch (reason) {
      case SILENT -> MappingReport.SILENT;
      case REFUSED -> MappingReport.REFUSED;
      case DOUBLE_NAT -> MappingReport.DOUBLE_NAT;
    };
  }

  /** A mapping at an address that nobody on the internet reaches is a second NAT's. */
  private abstract class Listener implements MappingListener {
    @Override
    public void mapped(InetSocketAddress external) {
      end(
          SpecialPurpose.isReachable(external.getAddress())
              ? MappingReport.GRANTED
              : MappingReport.DOUBLE_NAT);
    }

    @Override
    public void withdrawn(InetSocketAddress external) {
      // The question was whether there is one at all.
    }
  }
}
