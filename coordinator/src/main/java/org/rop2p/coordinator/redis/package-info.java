/**
 * The stores of a world that several nodes serve, in Redis: one script an operation, one connection
 * a node, notices by publishing.
 */
package org.rop2p.coordinator.redis;
