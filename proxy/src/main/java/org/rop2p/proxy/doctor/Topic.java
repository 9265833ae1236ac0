package org.rop2p.proxy.doctor;

import java.util.Locale;

/** What is looked at, in the order shown. */
public enum Topic {
  JAVA("Java", true),
  SERVER("Game server", true),
  CLIENT("Client date", true),
  PORT("Port", true),
  COORDINATOR("Coordinator", false),
  TOKEN("Token", false),
  UDP("UDP", false),
  NAT("NAT", false),
  MAPPING("Port mapping", false),
  CLOCK("Clock", false);

  private final String title;
  private final boolean vital;

  Topic(String title, boolean vital) {
    this.title = title;
    this.vital = vital;
  }

  /** As in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Whether nobody plays at all where this fails. */
  public boolean isVital() {
    return vital;
  }
}
