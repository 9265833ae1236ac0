/** How much memory a proxy takes. */
package org.rop2p.bench.footprint;
