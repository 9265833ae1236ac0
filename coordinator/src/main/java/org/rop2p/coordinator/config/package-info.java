/** The coordinator's configuration: immutable records, and the YAML file that an admin edits. */
package org.rop2p.coordinator.config;
