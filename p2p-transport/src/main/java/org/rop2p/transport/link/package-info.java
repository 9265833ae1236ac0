/** The life of links, from signalling to the end, and the endpoint that has them. */
package org.rop2p.transport.link;
