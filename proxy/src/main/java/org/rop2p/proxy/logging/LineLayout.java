package org.rop2p.proxy.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.util.Locale;

/** Log lines of the form {@code [info] message}; stack traces only when asked for. */
final class LineLayout extends LayoutBase<ILoggingEvent> {
  private final boolean traces;

  LineLayout(boolean traces) {
    this.traces = traces;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line =
        new StringBuilder("[")
            .append(event.getLevel().toString().toLowerCase(Locale.ROOT))
            .append("] ")
            .append(event.getFormattedMessage())
            .append(System.lineSeparator());
    if (traces && event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
          .append(System.lineSeparator());
    }
    return line.toString();
  }
}
