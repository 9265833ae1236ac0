/**
 * The whole house: a stand-in server, STUN, a coordinator, players with proxies and without, what
 * breaks on the way, and afterwards the oracle's word on every screen.
 */
package org.rop2p.testbed.demo;
