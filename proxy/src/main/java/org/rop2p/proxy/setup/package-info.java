/**
 * The first run: what a person says about server and game becomes a configuration, and the client
 * is pointed at the proxy. Reading and judging is pure; files and network are at the rim.
 */
package org.rop2p.proxy.setup;
