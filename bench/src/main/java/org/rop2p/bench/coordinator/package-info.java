/** A coordinator under the load of a large server: sockets, sights, offers, joins. */
package org.rop2p.bench.coordinator;
