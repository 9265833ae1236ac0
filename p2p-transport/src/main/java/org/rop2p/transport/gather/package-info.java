/** What an endpoint tells its peers of itself, and what it takes from them. */
package org.rop2p.transport.gather;
