/** What a proxy has done, as numbers: for tools in the same process, and as lines in a file. */
package org.rop2p.proxy.stats;
