/**
 * The relay: one game connection in, one out, framed in both directions.
 *
 * <p>Both sockets of a connection live on one event loop, so everything of a connection is confined
 * to that thread. Who sees frames is decided by the {@link org.rop2p.proxy.relay.SessionHandler} of
 * the server kind; bytes it does not ask for are forwarded as slices of what was read.
 */
package org.rop2p.proxy.relay;
