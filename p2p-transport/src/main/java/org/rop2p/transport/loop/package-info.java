/** Time on the event loop. */
package org.rop2p.transport.loop;
