package org.rop2p.coordinator.config;

import java.nio.file.Path;

/** What the coordinator serves HTTPS and WSS with: PEM files. */
public record TlsConfig(Path certificate, Path key) {}
