/**
 * Chat and emotes of one character, out and in: what the own client says is given to {@link
 * org.rop2p.proxy.delivery.Delivery}, what others say to {@link org.rop2p.proxy.delivery.Inbox},
 * and their commands are carried out. Confined to the session's loop.
 */
package org.rop2p.proxy.speech;
