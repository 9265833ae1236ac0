/** The archive of classes with which the next start takes less time, made beside the game. */
package org.rop2p.proxy.classes;
