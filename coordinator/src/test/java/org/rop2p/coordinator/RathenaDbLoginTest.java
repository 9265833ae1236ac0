package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.coordinator.config.CoordinatorConfig;
import org.rop2p.coordinator.config.DatabaseConfig;
import org.rop2p.coordinator.config.ServiceTokens;

/** Logins by rAthena's {@code login} table in a real MariaDB. */
class RathenaDbLoginTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final int ANNA = 2_000_000;
  private static final String ANNAS_TOKEN = "token-00-abcdefg";

  /** How rAthena's table has been since its web-server is there, as far as it is read here. */
  private static final String COLUMNS =
      " (account_id int(11) unsigned NOT NULL PRIMARY KEY,"
          + " state int(11) unsigned NOT NULL DEFAULT 0,"
          + " unban_time int(11) unsigned NOT NULL DEFAULT 0,"
          + " expiration_time int(11) unsigned NOT NULL DEFAULT 0,"
          + " web_auth_token varchar(17) NULL UNIQUE,"
          + " web_auth_token_enabled tinyint(2) NOT NULL DEFAULT 0) ENGINE=MyISAM";

  private static MariaDbServer database;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    database = MariaDbServer.start();
    vertx = Vertx.vertx();
    admin("CREATE TABLE login" + COLUMNS);
    // Account, state, banned until, exists until, token, enabled.
    admin(
        "INSERT INTO login VALUES"
            + " (2000000, 0, 0, 0, 'token-00-abcdefg', 1),"
            + " (2000001, 0, 0, 0, 'token-01-abcdefg', 0),"
            + " (2000002, 0, 0, 0, NULL, 1),"
            + " (2000003, 0, 0, 0, '', 1),"
            + " (2000004, 5, 0, 0, 'token-04-abcdefg', 1),"
            + " (2000005, 0, 1800000001, 0, 'token-05-abcdefg', 1),"
            + " (2000006, 0, 1800000000, 0, 'token-06-abcdefg', 1),"
            + " (2000007, 0, 0, 1799999999, 'token-07-abcdefg', 1),"
            + " (2000008, 0, 0, 1800000000, 'token-08-abcdefg', 1),"
            + " (2000009, 5, 1800000001, 1, 'token-09-abcdefg', 0),"
            + " (2147483647, 4294967295, 4294967295, 4294967295, 'token-10-abcdefg', 1)");
    admin("CREATE TABLE many AS SELECT * FROM login");
    admin("INSERT INTO many SELECT * FROM login WHERE account_id = 2000000");
    admin("CREATE TABLE old AS SELECT account_id, state, unban_time, expiration_time FROM login");
    admin(
        "CREATE TABLE odd AS SELECT account_id, state, unban_time, expiration_time,"
            + " web_auth_token, 'yes' AS web_auth_token_enabled FROM login");
  }

  @AfterAll
  static void stop() throws Exception {
    if (database != null) {
      vertx.close();
      database.close();
    }
  }

  @ParameterizedTest(name = "account {0}, token \"{1}\": {2}")
  @CsvSource({
    "2000000, token-00-abcdefg, 200, ''",
    "2000006, token-06-abcdefg, 200, ''", // the ban ends now
    "2000008, token-08-abcdefg, 200, ''", // and so does the account, a second later
    "2000000, token-06-abcdefg, 401, does not confirm this login", // another's token
    "2000000, TOKEN-00-ABCDEFG, 401, does not confirm this login",
    "2000000, token-00-abcdef, 401, does not confirm this login",
    "2000000, token-00-abcdefgh, 401, does not confirm this login",
    "2000000, %, 401, does not confirm this login",
    "2000000, 'x''OR/**/1=1#', 401, does not confirm this login",
    "2000000, NULL, 401, does not confirm this login",
    "2000000, '', 401, use_web_auth_token: yes",
    "2000001, token-01-abcdefg, 401, does not confirm this login", // not enabled
    "2000002, NULL, 401, does not confirm this login",
    "2000003, '', 401, use_web_auth_token: yes",
    "2000004, token-04-abcdefg, 401, has blocked this account",
    "2000004, token-xx-abcdefg, 401, does not confirm this login", // nobody else learns it
    "2000005, token-05-abcdefg, 401, has blocked this account",
    "2000007, token-07-abcdefg, 401, is over",
    "2000009, token-09-abcdefg, 401, does not confirm this login",
    "2147483647, token-10-abcdefg, 401, has blocked this account",
    "1, token-00-abcdefg, 401, does not confirm this login", // nobody's account
  })
  void theTableDecides(int account, String token, int status, String sentence) {
    try (LogCapture logs = new LogCapture();
        TestCoordinator test = at(table("login"))) {
      CompletableFuture<Login> login = login(test, account, token);
      if (status == 200) {
        assertEquals(account, TestPlayer.await(login).accountId());
      } else {
        CoordinatorException e = TestPlayer.failure(login);
        assertEquals(status, e.status());
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
      }
      if (token.length() > 8) {
        logs.assertSaysNothingOf(token, MariaDbServer.PASSWORD);
      }
    }
  }

  @Test
  void theUserThatTheDeploymentGuideMakesMayReadEnoughAndNoPasswords() throws Exception {
    Matcher sql =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "deploy-coordinator.md")));
    assertTrue(sql.find());
    for (String statement : sql.group(1).replace("'...'", "'sesame'").trim().split(";\\s*", 0)) {
      admin(statement);
    }
    DatabaseConfig usual = table("login");
    DatabaseConfig guides =
        new DatabaseConfig(
            usual.host(), usual.port(), usual.database(), "ro-p2p", "sesame", usual.table());
    try (TestCoordinator test = at(guides)) {
      assertEquals(ANNA, TestPlayer.await(login(test, ANNA, ANNAS_TOKEN)).accountId());
    }
    admin("ALTER TABLE login ADD user_pass varchar(32) NOT NULL DEFAULT ''");
    MySQLConnection reader =
        await(MySQLConnection.connect(vertx, options().setUser("ro-p2p").setPassword("sesame")));
    Future<?> read = reader.query("SELECT user_pass FROM login").execute();
    AssertionError refused = assertThrows(AssertionError.class, () -> await(read));
    assertTrue(refused.getMessage().contains("denied"), refused.getMessage());
    await(reader.close());
  }

  @ParameterizedTest
  @CsvSource({
    "old", // before rAthena had a web-server
    "odd", // enabled is a word
    "many", // two rows of one account
    "nowhere",
  })
  void anotherTableTellsNothing(String name) {
    unavailable(table(name));
  }

  @Test
  void aDatabaseThatDoesNotLetUsInTellsNothing() {
    DatabaseConfig right = table("login");
    unavailable(
        new DatabaseConfig(
            right.host(), right.port(), right.database(), right.user(), "wrong", right.table()));
    unavailable(
        new DatabaseConfig(
            right.host(), right.port(), "elsewhere", right.user(), right.password(), "login"));
  }

  @ParameterizedTest
  @CsvSource({"login` WHERE 1=1 #", "ragnarok.login", "''", "'login '"})
  void aTableHasAName(String name) {
    CompletableFuture<Coordinator> start =
        Coordinator.start(config(table(name))).toCompletionStage().toCompletableFuture();
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> start.get(20, TimeUnit.SECONDS));
    assertInstanceOf(IllegalArgumentException.class, e.getCause());
    assertTrue(e.getCause().getMessage().contains("A-Z a-z 0-9 _"), e.getCause().getMessage());
  }

  @Test
  void whoeverComesWhileTheTableIsLockedMayComeAgain() {
    try (TestCoordinator test = at(table("login"))) {
      MySQLConnection holder = await(connection());
      await(holder.query("LOCK TABLES login WRITE").execute());
      List<CompletableFuture<Login>> waiting = new ArrayList<>();
      // More than there are connections to the database, and of as many accounts: one is limited.
      for (int i = 0; i < 20; i++) {
        waiting.add(login(test, ANNA + i, ANNAS_TOKEN));
      }
      for (CompletableFuture<Login> login : waiting) {
        assertUnavailable(TestPlayer.failure(login));
      }
      // While the lock is held still, a place in the queue is free again.
      assertUnavailable(TestPlayer.failure(login(test, ANNA, ANNAS_TOKEN)));
      await(holder.query("UNLOCK TABLES").execute());
      await(holder.close());
      assertEquals(ANNA, TestPlayer.await(login(test, ANNA, ANNAS_TOKEN)).accountId());
    }
  }

  @Test
  void aDatabaseThatWasDownIsAskedAgain() throws Exception {
    try (TestCoordinator test = at(table("login"))) {
      TestPlayer.await(login(test, ANNA, ANNAS_TOKEN));
      database.stop();
      try {
        assertUnavailable(TestPlayer.failure(login(test, ANNA, ANNAS_TOKEN)));
        assertUnavailable(TestPlayer.failure(login(test, ANNA, ANNAS_TOKEN)));
      } finally {
        database.resume();
      }
      assertEquals(ANNA, TestPlayer.await(login(test, ANNA, ANNAS_TOKEN)).accountId());
    }
  }

  @Test
  void whoNeverAnswersIsLeftAloneAndAnsweredAgain() throws Exception {
    try (StuckPath path = new StuckPath();
        TestCoordinator test = at(database(path.port(), "login"))) {
      List<CompletableFuture<Login>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(login(test, ANNA, ANNAS_TOKEN));
      }
      for (CompletableFuture<Login> login : waiting) {
        assertUnavailable(TestPlayer.failure(login));
      }
      path.repair(database.port());
      // The connections that are stuck still are given up one after the other.
      long begun = System.nanoTime();
      while (login(test, ANNA, ANNAS_TOKEN).handle((login, failure) -> failure != null).get()) {
        assertTrue(System.nanoTime() - begun < TestPlayer.PATIENCE.toNanos(), "stuck for ever");
      }
    }
  }

  private static void unavailable(DatabaseConfig config) {
    try (TestCoordinator test = at(config)) {
      assertUnavailable(TestPlayer.failure(login(test, ANNA, ANNAS_TOKEN)));
    }
  }

  private static void assertUnavailable(CoordinatorException e) {
    assertEquals(503, e.status(), e.getMessage());
    assertTrue(e.getMessage().contains("try again in a minute"), e.getMessage());
  }

  private static CompletableFuture<Login> login(TestCoordinator test, int account, String token) {
    return TestPlayer.client(test.coordinator).login(new LoginRequest(account, token));
  }

  private static TestCoordinator at(DatabaseConfig database) {
    InstantSource clock = () -> NOW;
    return new TestCoordinator(config(database), clock);
  }

  private static CoordinatorConfig config(DatabaseConfig database) {
    AuthConfig auth =
        new AuthConfig(
            AuthMode.RATHENA_DB,
            AuthConfig.DEFAULT_RATHENA_WEB_URL,
            AuthConfig.DEFAULT_WORLD_NAME,
            Optional.of(database),
            ServiceTokens.DEFAULT,
            TestJwts.SECRET,
            AuthConfig.DEFAULT_TOKEN_LIFETIME);
    return TestCoordinator.CONFIG.with(draft -> draft.auth = auth);
  }

  private static DatabaseConfig table(String name) {
    return database(database.port(), name);
  }

  private static DatabaseConfig database(int port, String table) {
    return new DatabaseConfig(
        "127.0.0.1",
        port,
        MariaDbServer.DATABASE,
        MariaDbServer.READER,
        MariaDbServer.PASSWORD,
        table);
  }

  private static void admin(String statement) {
    MySQLConnection connection = await(connection());
    await(connection.query(statement).execute());
    await(connection.close());
  }

  private static Future<MySQLConnection> connection() {
    return MySQLConnection.connect(vertx, options());
  }

  private static MySQLConnectOptions options() {
    return new MySQLConnectOptions()
        .setHost("127.0.0.1")
        .setPort(database.port())
        .setDatabase(MariaDbServer.DATABASE)
        .setUser(MariaDbServer.ADMIN)
        .setPassword(MariaDbServer.PASSWORD);
  }

  private static <T> T await(Future<T> future) {
    return TestPlayer.await(future.toCompletionStage().toCompletableFuture());
  }
}
