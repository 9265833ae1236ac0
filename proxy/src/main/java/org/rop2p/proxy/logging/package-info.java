/** Log lines on their way to console and file, which never hold up whoever logs. */
package org.rop2p.proxy.logging;
