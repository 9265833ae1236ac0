/** What players have said, signed by them, so that a moderator need not believe who shows it. */
package org.rop2p.proxy.evidence;
