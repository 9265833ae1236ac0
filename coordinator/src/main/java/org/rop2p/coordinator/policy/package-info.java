/** What the admin wants, and the record of who wanted it. */
package org.rop2p.coordinator.policy;
