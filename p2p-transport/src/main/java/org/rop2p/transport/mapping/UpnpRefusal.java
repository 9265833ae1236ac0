package org.rop2p.transport.mapping;

import java.io.IOException;

/** The gateway's no, with the code that UPnP gives it. */
final class UpnpRefusal extends IOException {
  private static final long serialVersionUID = 1;

  private final int code;

  UpnpRefusal(String action, int code) {
    super("The gateway refuses " + action + " by UPnP, error " + code);
    this.code = code;
  }

  int code() {
    return code;
  }
}
