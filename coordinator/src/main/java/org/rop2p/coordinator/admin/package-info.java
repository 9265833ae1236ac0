/** Who the admin is. */
package org.rop2p.coordinator.admin;
