/** The REST side. */
package org.rop2p.coordinator.rest;
