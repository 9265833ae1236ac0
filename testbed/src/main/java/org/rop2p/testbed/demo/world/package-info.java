/** What stands while a demo is played: servers, coordinator, STUN, proxies and players. */
package org.rop2p.testbed.demo.world;
