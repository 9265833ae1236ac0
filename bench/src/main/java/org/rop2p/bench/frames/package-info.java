/** What one forwarded frame costs in time and allocation, by JMH. */
package org.rop2p.bench.frames;
