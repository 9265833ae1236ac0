/** What the page shows, as records, and what has happened between two of them, in words. */
package org.rop2p.proxy.status;
