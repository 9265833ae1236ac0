/** Where it is measured, and what another process uses there. */
package org.rop2p.bench.machine;
