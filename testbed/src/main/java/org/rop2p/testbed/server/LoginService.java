package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntSupplier;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.RawText;

/** The login server: CA_LOGIN against the accounts, AC_ACCEPT_LOGIN with a web auth token. */
final class LoginService implements Service {
  private static final int CA_LOGIN = 0x0064;
  private static final int USER = 6;
  private static final int PASSWORD = 30;
  private static final int AC_ACCEPT_LOGIN = 0x0AC4;
  private static final int AC_REFUSE_LOGIN = 0x083E;
  private static final int UNKNOWN_USER = 0;
  private static final int WRONG_PASSWORD = 1;
  private static final int REFUSAL_TEXT = 20;
  private static final int LAST_LOGIN_TEXT = 26;
  private static final int SERVER_NAME = 20;
  private static final int DOMAIN = 128;
  private static final int TOKEN_BYTES = 8;

  private final Accounts accounts;
  private final Presences presences;
  private final WebTokens tokens;
  private final IntSupplier charPort;
  private final boolean issueTokens;
  private final SecureRandom random = new SecureRandom();

  LoginService(
      Accounts accounts,
      Presences presences,
      WebTokens tokens,
      boolean issueTokens,
      IntSupplier charPort) {
    this.accounts = accounts;
    this.presences = presences;
    this.tokens = tokens;
    this.issueTokens = issueTokens;
    this.charPort = charPort;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.LOGIN;
  }

  @Override
  public ClientPackets clientPackets() {
    return ClientPackets.LOGIN;
  }

  @Override
  public void received(Connection connection, int id, ByteBuf frame) {
    if (id == CA_LOGIN) {
      login(connection, Wire.text(frame, USER, Wire.NAME), Wire.text(frame, PASSWORD, Wire.NAME));
    }
  }

  @Override
  public void closed(Connection connection, boolean kicked) {
    // a login connection is nobody's session
  }

  private void login(Connection connection, String user, String password) {
    Account account = accounts.byUser(user);
    if (account == null) {
      connection.send(out -> refusal(out, UNKNOWN_USER));
      return;
    }
    connection.account(account);
    if (!account.password.equals(password)) {
      connection.send(out -> refusal(out, WRONG_PASSWORD));
      return;
    }
    if (!presences.admits(account)) {
      connection.send(Presences.ban(Presences.STILL_ONLINE));
      return;
    }
    account.authCode = random.nextInt();
    account.userLevel = random.nextInt();
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = issueTokens ? HexFormat.of().formatHex(secret) : "";
    tokens.issued(account.id, token);
    connection.send(out -> acceptance(out, account, token));
  }

  private static void refusal(ByteBuf out, int code) {
    out.writeShortLE(AC_REFUSE_LOGIN).writeIntLE(code).writeZero(REFUSAL_TEXT);
  }

  private void acceptance(ByteBuf out, Account account, String token) {
    int start = Wire.begin(out, AC_ACCEPT_LOGIN);
    out.writeIntLE(account.authCode)
        .writeIntLE(account.id)
        .writeIntLE(account.userLevel)
        .writeIntLE(0)
        .writeZero(LAST_LOGIN_TEXT)
        .writeByte(account.male ? 1 : 0);
    RawText.ascii(token).writePadded(out, 2 * TOKEN_BYTES + 1);
    Wire.loopback(out);
    out.writeShortLE(charPort.getAsInt());
    RawText.ascii("Stand-in").writePadded(out, SERVER_NAME);
    out.writeShortLE(0).writeShortLE(0).writeShortLE(0).writeZero(DOMAIN);
    Wire.length(out, start);
  }
}
