/**
 * The whole house in one process: a stand-in server, STUN, a coordinator, players with proxies and
 * without, and afterwards the oracle's word on every screen.
 */
package org.rop2p.testbed.demo;
