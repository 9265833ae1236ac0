package org.rop2p.bench.relay;

/** What is measured of one run. */
enum Metric {
  P50("p50_us"),
  P99("p99_us"),
  P999("p99_9_us"),
  /** Difference to the direct way in the same pair. */
  ADDED_P50("added_p50_us"),
  ADDED_P99("added_p99_us"),
  ADDED_P999("added_p99_9_us"),
  CPU("cpu_us_per_1000_frames"),
  RESIDENT("rss_mib"),
  ALLOCATED_PER_SECOND("alloc_bytes_per_s"),
  ALLOCATED_PER_FRAME("alloc_bytes_per_frame"),
  /** How late the measuring program itself sent: a part of every latency, of the direct way too. */
  LATENESS("sender_late_p99_us");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /** Name with unit, as in reports. */
  String label() {
    return label;
  }
}
