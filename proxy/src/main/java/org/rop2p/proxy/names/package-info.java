/** Where servers are that others name: as it is written, and as name servers know it. */
package org.rop2p.proxy.names;
