/** What is wrong now, for people. */
package org.rop2p.proxy.trouble;
