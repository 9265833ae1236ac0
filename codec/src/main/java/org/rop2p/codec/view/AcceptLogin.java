package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * AC_ACCEPT_LOGIN: who has logged in, and the char servers to choose from.
 *
 * @param authCode login_id1, repeated by CH_ENTER and CZ_ENTER
 * @param webToken the web auth token, empty when the server sends none
 */
public record AcceptLogin(int authCode, int accountId, RawText webToken, RawText firstServerName) {
  private static final int AUTH_CODE = 4;
  private static final int ACCOUNT_ID = 8;
  private static final int USER_LEVEL = 12;
  private static final int SEX = 46;
  private static final int WEB_TOKEN = 47;
  private static final int WEB_TOKEN_WIDTH = 17;
  private static final int NAME_WIDTH = 20;

  public static AcceptLogin read(ByteBuf frame) {
    int at = frame.readerIndex();
    LoginForm form = LoginForm.of(frame.getUnsignedShortLE(at));
    int name = form.header() + form.nameOffset();
    boolean named = frame.readableBytes() >= name + NAME_WIDTH;
    return new AcceptLogin(
        frame.getIntLE(at + AUTH_CODE),
        frame.getIntLE(at + ACCOUNT_ID),
        form.hasToken() ? RawText.nulPadded(frame, at + WEB_TOKEN, WEB_TOKEN_WIDTH) : RawText.EMPTY,
        named ? RawText.nulPadded(frame, at + name, NAME_WIDTH) : RawText.EMPTY);
  }

  /** Overwrites the web auth token, if there is room for one, with zeros. */
  public static void blankToken(ByteBuf frame) {
    int at = frame.readerIndex();
    int room = Math.min(WEB_TOKEN_WIDTH, frame.readableBytes() - WEB_TOKEN);
    if (room > 0 && LoginForm.of(frame.getUnsignedShortLE(at)).hasToken()) {
      frame.setZero(at + WEB_TOKEN, room);
    }
  }

  /** Whether the login reply of this date has room for a web auth token. */
  public static boolean carriesToken(Protocol protocol) {
    return LoginForm.of(protocol.id(Packet.AC_ACCEPT_LOGIN)).hasToken();
  }

  /** The address fields of every char server entry. */
  static List<AddressField> addresses(ByteBuf frame) {
    LoginForm form = LoginForm.of(frame.getUnsignedShortLE(frame.readerIndex()));
    int entry = form.entry(frame.readableBytes());
    List<AddressField> fields = new ArrayList<>();
    for (int at = form.header(); at + entry <= frame.readableBytes(); at += entry) {
      fields.add(form.field(at));
    }
    return fields;
  }

  /**
   * Appends it with one char server, in the form of the protocol's date. For servers of our own
   * making.
   *
   * @param userLevel login_id2, repeated by CH_ENTER
   * @param sex 0 female, 1 male
   * @param charServer IPv4
   */
  public void write(
      ByteBuf out, Protocol protocol, int userLevel, int sex, InetSocketAddress charServer) {
    int id = protocol.id(Packet.AC_ACCEPT_LOGIN);
    LoginForm form = LoginForm.of(id);
    int base = out.writerIndex();
    int length = form.header() + form.entry(0);
    out.writeZero(length);
    out.setShortLE(base, id).setShortLE(base + 2, length);
    out.setIntLE(base + AUTH_CODE, authCode).setIntLE(base + ACCOUNT_ID, accountId);
    out.setIntLE(base + USER_LEVEL, userLevel).setByte(base + SEX, sex);
    if (form.hasToken()) {
      out.writerIndex(base + WEB_TOKEN);
      webToken.writePadded(out, WEB_TOKEN_WIDTH);
    }
    out.writerIndex(base + form.header() + form.nameOffset());
    firstServerName.writePadded(out, NAME_WIDTH);
    out.writerIndex(base + length);
    form.field(form.header()).write(out.slice(base, length), charServer);
  }
}
