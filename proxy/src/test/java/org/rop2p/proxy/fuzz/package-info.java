/** What a peer's proxy may send, against the decoders that meet it first. */
package org.rop2p.proxy.fuzz;
