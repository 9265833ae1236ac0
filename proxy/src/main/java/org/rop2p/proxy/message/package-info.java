/** The envelope between proxies: meaning, not game packets. Everything read is bounded. */
package org.rop2p.proxy.message;
