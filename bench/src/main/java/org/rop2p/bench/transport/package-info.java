/** What a link between two proxies costs beside plain UDP. */
package org.rop2p.bench.transport;
