package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntSupplier;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.RawText;

/** The login server: CA_LOGIN against the accounts, AC_ACCEPT_LOGIN with a web auth token. */
final class LoginService implements Service {
  private static final int CA_LOGIN = 0x0064;
  private static final int USER = 6;
  private static final int PASSWORD = 30;
  private static final int AC_REFUSE_LOGIN_R2 = 0x083E;
  private static final int AC_REFUSE_LOGIN = 0x006A;
  private static final int UNKNOWN_USER = 0;
  private static final int WRONG_PASSWORD = 1;
  private static final int REJECTED = 3;
  private static final int TOKEN_BYTES = 8;
  private static final RawText SERVER_NAME = RawText.ascii("Stand-in");

  private final Accounts accounts;
  private final Presences presences;
  private final WebTokens tokens;
  private final IntSupplier charPort;
  private final boolean issueTokens;

  /** Null when wrong passwords are not counted. */
  private final PasswordGuard passwords;

  private final SecureRandom random = new SecureRandom();

  LoginService(
      Accounts accounts,
      Presences presences,
      WebTokens tokens,
      boolean issueTokens,
      PasswordGuard passwords,
      IntSupplier charPort) {
    this.accounts = accounts;
    this.presences = presences;
    this.tokens = tokens;
    this.issueTokens = issueTokens;
    this.passwords = passwords;
    this.charPort = charPort;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.LOGIN;
  }

  @Override
  public void received(Connection connection, int id, ByteBuf frame) {
    if (id == CA_LOGIN) {
      login(
          connection,
          Wire.text(frame, USER, PacketWriter.NAME),
          Wire.text(frame, PASSWORD, PacketWriter.NAME));
    }
  }

  @Override
  public void closed(Connection connection, boolean kicked) {
    // a login connection is nobody's session
  }

  private void login(Connection connection, String user, String password) {
    if (passwords != null && !passwords.admits(connection.from())) {
      connection.send(out -> refusal(out, REJECTED));
      connection.kick("banned for wrong passwords");
      return;
    }
    Account account = accounts.byUser(user);
    if (account == null) {
      failed(connection, UNKNOWN_USER);
      return;
    }
    connection.account(account);
    if (!account.password.equals(password)) {
      failed(connection, WRONG_PASSWORD);
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

  private void failed(Connection connection, int code) {
    if (passwords != null) {
      passwords.failed(connection.from());
    }
    connection.send(out -> refusal(out, code));
  }

  private static void refusal(PacketWriter out, int code) {
    if (out.knows(AC_REFUSE_LOGIN_R2)) {
      out.packet(AC_REFUSE_LOGIN_R2, fields -> fields.writeIntLE(code));
    } else {
      out.packet(AC_REFUSE_LOGIN, fields -> fields.writeByte(code));
    }
  }

  private void acceptance(PacketWriter out, Account account, String token) {
    AcceptLogin accept =
        new AcceptLogin(account.authCode, account.id, RawText.ascii(token), SERVER_NAME);
    InetSocketAddress charServer = out.server(charPort.getAsInt());
    int sex = account.male ? 1 : 0;
    out.view(
        (bytes, protocol) -> accept.write(bytes, protocol, account.userLevel, sex, charServer));
  }
}
