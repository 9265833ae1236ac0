package org.rop2p.coordinator.config;

/**
 * rAthena's own database (MariaDB or MySQL), of which the {@code login} table is read.
 *
 * @param table the table's name, {@code login} as rAthena ships
 */
public record DatabaseConfig(
    String host, int port, String database, String user, String password, String table) {
  /** Leaves the password out. */
  @Override
  public String toString() {
    return "DatabaseConfig[" + host + ":" + port + "/" + database + "]";
  }
}
