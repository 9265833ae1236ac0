package org.rop2p.proxy.peer;

/** Two accounts that see each other, one of them ours. */
record Introduction(int local, int remote) {}
