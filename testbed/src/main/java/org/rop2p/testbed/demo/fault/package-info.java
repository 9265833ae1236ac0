/** What breaks on the way, by order of {@code --faults all}. */
package org.rop2p.testbed.demo.fault;
