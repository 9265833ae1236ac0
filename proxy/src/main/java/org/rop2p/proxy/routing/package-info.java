/**
 * Which lane a packet takes, and what is shown when a message comes by two. Decisions are pure;
 * state objects are confined to one thread and get the time (monotonic milliseconds) passed in.
 */
package org.rop2p.proxy.routing;
