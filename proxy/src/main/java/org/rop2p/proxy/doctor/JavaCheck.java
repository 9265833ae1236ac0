package org.rop2p.proxy.doctor;

/** The Java that runs this program. Pure. */
final class JavaCheck {
  private static final int OLDEST = 17;

  private JavaCheck() {}

  /** This one. */
  static Check look() {
    return judge(
        Runtime.version().feature(),
        System.getProperty("os.arch", ""),
        System.getProperty("sun.arch.data.model", ""));
  }

  /**
   * Judges.
   *
   * @param bits {@code 32} or {@code 64}, empty if not known
   */
  static Check judge(int feature, String architecture, String bits) {
    if (feature < OLDEST) {
      return Check.fail(
          Topic.JAVA,
          "Java %d is too old.".formatted(feature),
          "Install Java 17 or newer, 64 bit, or put its folder beside ro-p2p as jre.");
    }
    boolean wide = bits.isEmpty() ? architecture.contains("64") : bits.equals("64");
    return wide
        ? Check.ok(Topic.JAVA, "Java %d, 64 bit.".formatted(feature))
        : Check.warn(
            Topic.JAVA,
            "Java %d is of 32 bit: links to other players need 64 bit.".formatted(feature),
            "Install Java 17 or newer, 64 bit, or put its folder beside ro-p2p as jre.");
  }
}
