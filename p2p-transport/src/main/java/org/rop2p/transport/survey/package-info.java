/** What the network around this machine does with UDP, asked once, for people. */
package org.rop2p.transport.survey;
