/**
 * What the server has told this client of the world around it: the own character, every player in
 * view, the server's clock. Only server packets are believed. Confined to the connection's event
 * loop; the time (milliseconds of any monotonic clock) is passed in.
 */
package org.rop2p.proxy.world;
