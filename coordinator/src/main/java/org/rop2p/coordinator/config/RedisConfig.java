package org.rop2p.coordinator.config;

/**
 * Where the world's state lives when there are several nodes.
 *
 * @param db the database's number, 0 to 15 as Redis ships
 * @param password empty: none
 * @param tls whether the connection is encrypted
 */
public record RedisConfig(String host, int port, int db, String password, boolean tls) {
  /** Leaves the password out. */
  @Override
  public String toString() {
    return "RedisConfig[" + host + ":" + port + "/" + db + "]";
  }
}
