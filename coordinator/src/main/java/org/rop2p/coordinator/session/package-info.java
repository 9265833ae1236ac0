/**
 * Who plays where and who sees whom: a store with atomic operations, and the pure decisions it
 * takes.
 */
package org.rop2p.coordinator.session;
