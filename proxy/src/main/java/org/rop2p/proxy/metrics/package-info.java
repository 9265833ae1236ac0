/** What a proxy counts, for Prometheus. */
package org.rop2p.proxy.metrics;
