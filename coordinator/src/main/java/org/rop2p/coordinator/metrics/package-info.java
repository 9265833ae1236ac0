/** What is measured, as Prometheus reads it. */
package org.rop2p.coordinator.metrics;
