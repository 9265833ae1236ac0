/**
 * The player's page, served to browsers of this machine only. Knows nothing of the game: {@link
 * org.rop2p.proxy.web.Page} is what it shows and does.
 */
package org.rop2p.proxy.web;
