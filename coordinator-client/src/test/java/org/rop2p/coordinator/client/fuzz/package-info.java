/** What anybody may send to the coordinator or in its name, against the decoders. */
package org.rop2p.coordinator.client.fuzz;
