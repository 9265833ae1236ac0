/** Percentiles, and ratios of what was measured side by side. */
package org.rop2p.bench.stats;
