package org.rop2p.coordinator.api;

/** Well-formed JSON of a type that this version does not know: to be counted and ignored. */
public record UnknownMessage(String type) implements ClientMessage, ServerMessage {}
