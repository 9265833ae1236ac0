package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * AC_ACCEPT_LOGIN: who has logged in, and the char servers to choose from.
 *
 * @param authCode login_id1, repeated by CH_ENTER and CZ_ENTER
 * @param webToken the web auth token, empty when the server sends none
 */
public record AcceptLogin(int authCode, int accountId, RawText webToken, RawText firstServerName) {
  private static final int AUTH_CODE = 4;
  private static final int ACCOUNT_ID = 8;
  private static final int WEB_TOKEN = 47;
  private static final int WEB_TOKEN_WIDTH = 17;
  private static final int ENTRY_NAME = 6;
  private static final int NAME_WIDTH = 20;
  private static final int OLD_HEADER = 47;
  private static final int OLD_ENTRY = 32;
  private static final int HEADER = 64;
  private static final int HOST = 32;

  public static AcceptLogin read(ByteBuf frame) {
    int at = frame.readerIndex();
    int header = headerSize(frame.getUnsignedShortLE(at));
    boolean token = header == HEADER;
    boolean named = frame.readableBytes() >= header + ENTRY_NAME + NAME_WIDTH;
    return new AcceptLogin(
        frame.getIntLE(at + AUTH_CODE),
        frame.getIntLE(at + ACCOUNT_ID),
        token ? RawText.nulPadded(frame, at + WEB_TOKEN, WEB_TOKEN_WIDTH) : RawText.EMPTY,
        named ? RawText.nulPadded(frame, at + header + ENTRY_NAME, NAME_WIDTH) : RawText.EMPTY);
  }

  /** The address fields of every char server entry. */
  static List<AddressField> addresses(ByteBuf frame) {
    int id = frame.getUnsignedShortLE(frame.readerIndex());
    int header = headerSize(id);
    int entry = entrySize(id);
    List<AddressField> fields = new ArrayList<>();
    for (int at = header; at + entry <= frame.readableBytes(); at += entry) {
      fields.add(
          entry == OLD_ENTRY
              ? new AddressField(at, at + 4, AddressField.NO_HOST)
              : new AddressField(at, at + 4, at + HOST));
    }
    return fields;
  }

  private static int headerSize(int id) {
    return id == 0x0069 ? OLD_HEADER : HEADER;
  }

  private static int entrySize(int id) {
    return switch (id) {
      case 0x0069 -> OLD_ENTRY;
      case 0x0B60 -> 164;
      default -> 160;
    };
  }
}
