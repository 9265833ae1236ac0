package org.rop2p.codec.view;

import java.util.Arrays;

/**
 * The layouts of AC_ACCEPT_LOGIN by packet id: size of the header, size of a char server's entry,
 * and where in an entry its address, name and host text are. {@code -1}: no such field.
 */
enum LoginForm {
  OLD(0x0069, 47, 32, 0, 6, -1, 0),
  SINCE_20170315(0x0AC4, 64, 160, 0, 6, 32, 128),
  SINCE_20180829(0x0B07, 64, 160, 0, 6, 32, 128),
  /** State and users exchanged, four bytes more. */
  OFFICIAL_20191030(0x0B60, 64, 164, 0, 6, 32, 128),
  OVERSEAS_2025(0x0C32, 64, 165, 0, 6, 32, 128),
  /** Entries of 32 or 36 bytes. */
  OVERSEAS(0x0276, 51, 32, 0, 6, -1, 0),
  /** No numeric address: {@code host:port} is all there is. */
  CHINA(0x0AC9, 53, 154, -1, 0, 26, 126);

  static final int NO_FIELD = -1;
  private static final int LONG_OVERSEAS_ENTRY = 36;
  private static final int WITH_TOKEN = 64;

  private final int id;
  private final int header;
  private final int entry;
  private final int address;
  private final int name;
  private final int host;
  private final int hostWidth;

  LoginForm(int id, int header, int entry, int address, int name, int host, int hostWidth) {
    this.id = id;
    this.header = header;
    this.entry = entry;
    this.address = address;
    this.name = name;
    this.host = host;
    this.hostWidth = hostWidth;
  }

  /**
   * The form of packet {@code id}.
   *
   * @throws IllegalArgumentException when it is no AC_ACCEPT_LOGIN
   */
  static LoginForm of(int id) {
    return Arrays.stream(values())
        .filter(form -> form.id == id)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%04X is no AC_ACCEPT_LOGIN".formatted(id)));
  }

  int header() {
    return header;
  }

  /** The size of an entry in a frame of {@code length} bytes. */
  int entry(int length) {
    boolean longEntries =
        this == OVERSEAS
            && (length - header) % entry != 0
            && (length - header) % LONG_OVERSEAS_ENTRY == 0;
    return longEntries ? LONG_OVERSEAS_ENTRY : entry;
  }

  boolean hasToken() {
    return header == WITH_TOKEN;
  }

  int nameOffset() {
    return name;
  }

  /** The address field of the entry that starts at {@code at}. */
  AddressField field(int at) {
    return new AddressField(
        address == NO_FIELD ? AddressField.NO_ADDRESS : at + address,
        address == NO_FIELD ? AddressField.NO_ADDRESS : at + address + 4,
        host == NO_FIELD ? AddressField.NO_HOST : at + host,
        hostWidth);
  }
}
