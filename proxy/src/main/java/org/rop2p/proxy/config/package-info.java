/** The player's configuration file and what it says about logging. */
package org.rop2p.proxy.config;
