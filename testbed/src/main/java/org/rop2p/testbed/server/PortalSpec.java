package org.rop2p.testbed.server;

/** A warp portal: whoever steps within {@code reach} cells of {@code at} goes to {@code to}. */
public record PortalSpec(Place at, int reach, Place to) {}
