/** Files that are written now and then, beside the game. */
package org.rop2p.proxy.writing;
