/** The player's program as a whole: first run, play, page and browser put together. */
package org.rop2p.proxy.app;
