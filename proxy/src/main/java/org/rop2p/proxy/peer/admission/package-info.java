/** From a zone entered to a session joined: decisions only, time and answers are passed in. */
package org.rop2p.proxy.peer.admission;
