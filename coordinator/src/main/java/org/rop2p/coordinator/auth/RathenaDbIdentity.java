package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.config.DatabaseConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks the web auth token up where rAthena's login server writes it: the {@code login} table of
 * its database (MariaDB or MySQL). It only reads, one row by its primary key.
 */
public final class RathenaDbIdentity implements IdentityCheck {
  private static final Logger log = LoggerFactory.getLogger(RathenaDbIdentity.class);

  /** The row comes in a millisecond; a database that needs longer than this is not well. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * A connection without a word for longer than {@link #PATIENCE} is given up, so that those whose
   * query was given up do not fill the pool for ever.
   */
  private static final Duration SILENCE = PATIENCE.plusSeconds(1);

  /** Well before {@link #SILENCE}, so that no query meets the end of its connection. */
  private static final Duration UNUSED = Duration.ofSeconds(2);

  private static final Duration UNUSED_CHECK = Duration.ofSeconds(1);

  /** The database is the game's. */
  private static final int MAX_CONNECTIONS = 4;

  /** At a millisecond each, a quarter of a second's worth for the connections above. */
  private static final int MAX_WAITING = 1_000;

  /** The only part of the query that is not a parameter. */
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_]+");

  private static final Verdict UNAVAILABLE =
      Verdict.unavailable(
          "The game server's database cannot confirm logins at the moment: try again in a minute");

  private final Pool pool;
  private final String query;
  private final DatabaseConfig database;
  private final InstantSource clock;

  /**
   * Connects when the first player comes.
   *
   * @throws IllegalArgumentException if the table's name is none
   */
  public RathenaDbIdentity(Vertx vertx, DatabaseConfig database, InstantSource clock) {
    if (!TABLE.matcher(database.table()).matches()) {
      throw new IllegalArgumentException(
          "the table of rAthena's accounts must be named by A-Z a-z 0-9 _ only, like login");
    }
    this.query =
        "SELECT " + LoginRow.COLUMNS + " FROM `" + database.table() + "` WHERE `account_id` = ?";
    MySQLConnectOptions connection =
        new MySQLConnectOptions()
            .setHost(database.host())
            .setPort(database.port())
            .setDatabase(database.database())
            .setUser(database.user())
            .setPassword(database.password())
            .setCachePreparedStatements(true)
            .setReconnectAttempts(0)
            .setConnectTimeout((int) PATIENCE.toMillis());
    connection.setIdleTimeout((int) SILENCE.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
    this.pool =
        MySQLBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(MAX_CONNECTIONS)
                    .setMaxWaitQueueSize(MAX_WAITING)
                    .setConnectionTimeout((int) PATIENCE.toSeconds())
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                    .setIdleTimeout((int) UNUSED.toSeconds())
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setPoolCleanerPeriod((int) UNUSED_CHECK.toMillis()))
            .connectingTo(connection)
            .using(vertx)
            .build();
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Verdict> check(LoginRequest request) {
    if (request.webAuthToken().isEmpty()) {
      return Future.succeededFuture(WebAuthToken.MISSING);
    }
    return pool.getConnection()
        .compose(connection -> query(connection, request.accountId()))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(rows -> verdict(rows, request.webAuthToken()))
        .otherwise(
            failure -> {
              log.warn(
                  "rAthena's database cannot be asked at {}:{} ({}): is it running, and may {} read"
                      + " table {} of {}?",
                  database.host(),
                  database.port(),
                  failure.getMessage(),
                  database.user(),
                  database.table(),
                  database.database());
              return UNAVAILABLE;
            });
  }

  /**
   * The connection is free again when the database has answered, not when we have lost patience.
   */
  private Future<RowSet<Row>> query(SqlConnection connection, int accountId) {
    return connection
        .preparedQuery(query)
        .execute(Tuple.of(accountId))
        .eventually(() -> connection.close());
  }

  private Verdict verdict(RowSet<Row> rows, String token) {
    if (rows.size() == 0) {
      return WebAuthToken.NOT_CONFIRMED;
    }
    Optional<LoginRow> account = LoginRow.of(rows.iterator().next());
    if (rows.size() > 1 || account.isEmpty()) {
      log.warn(
          "Table {} of {} is not as rAthena makes it: are the settings of the database right?",
          database.table(),
          database.database());
      return UNAVAILABLE;
    }
    return account.get().verdict(token, clock.instant());
  }
}
