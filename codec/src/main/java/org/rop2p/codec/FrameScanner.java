package org.rop2p.codec;

import io.netty.buffer.ByteBuf;

/**
 * Finds where frames end in one direction of one connection. Pure framing: it looks at ids (through
 * an {@link IdDecoder}, where they are obfuscated) and length words, never changes a byte and keeps
 * no buffer.
 *
 * <p>Confined to one thread. Usage: call {@link #next} at the start of each frame; on a positive
 * answer step over that many bytes; on {@link #INCOMPLETE} come back with more bytes from the same
 * place; after {@link #BLIND} the stream cannot be framed any more and every answer is {@code
 * BLIND}.
 *
 * <p>Special framing (packet table notes): the char server's first four bytes are the raw account
 * id; HC_CHARLIST_NOTIFY (09A0) is six bytes from some servers where the table says ten.
 */
public final class FrameScanner {
  /** More bytes are needed to know where the frame ends. */
  public static final int INCOMPLETE = 0;

  /** Unknown id or impossible length: nothing from here on can be framed. */
  public static final int BLIND = -1;

  /** {@link #id()} of bytes that are no packet, such as the raw account id. */
  public static final int NO_ID = -1;

  private static final int HEADER = 2;
  private static final int VARIABLE_HEADER = 4;
  private static final int MAX_VARIABLE = 32_767;
  private static final int RAW_ACCOUNT_ID = 4;
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int CHARLIST_NOTIFY_SHORT = 6;

  private final IdDecoder ids;
  private PacketTable table;
  private boolean accountIdExpected;
  private int accountId;
  private boolean charlistTailPossible;
  private boolean blind;
  private int id = NO_ID;

  /** A scanner at the first byte of a connection. */
  public FrameScanner(PacketTable table) {
    this(table, IdDecoder.PLAIN);
  }

  /**
   * A scanner of a stream whose ids must be decoded first (client to map server, some dates). Who
   * steps over a frame must tell the decoder's owner so before the next call of {@link #next}.
   */
  public FrameScanner(PacketTable table, IdDecoder ids) {
    this.table = table;
    this.ids = ids;
  }

  /** Frames from here on by another table. Only where the next frame begins alike under both. */
  public void use(PacketTable other) {
    table = other;
  }

  /** Whether framing was lost. */
  public boolean blind() {
    return blind;
  }

  /**
   * Announces that the stream may begin with this raw account id (char server, after CH_ENTER). It
   * is taken as such only when the first four bytes are equal to it.
   */
  public void expectAccountId(int accountId) {
    this.accountIdExpected = true;
    this.accountId = accountId;
  }

  /**
   * The length of the frame that starts at {@code index}, or {@link #INCOMPLETE} or {@link #BLIND}.
   * The frame is complete in {@code in} when an answer is positive. {@code in} is only read.
   */
  public int next(ByteBuf in, int index) {
    if (blind) {
      return BLIND;
    }
    int available = in.writerIndex() - index;
    if (accountIdExpected) {
      if (!beginsLikeAccountId(in, index, Math.min(available, RAW_ACCOUNT_ID))) {
        accountIdExpected = false;
      } else if (available < RAW_ACCOUNT_ID) {
        return INCOMPLETE;
      } else {
        accountIdExpected = false;
        id = NO_ID;
        return RAW_ACCOUNT_ID;
      }
    }
    if (available < HEADER) {
      return INCOMPLETE;
    }
    id = ids.plain(in.getUnsignedShortLE(index));
    if (charlistTailPossible) {
      charlistTailPossible = false;
      if (!followsCharlistNotify(id)) {
        charlistTailPossible = available < RAW_ACCOUNT_ID;
        id = NO_ID;
        return charlistTailPossible ? INCOMPLETE : RAW_ACCOUNT_ID;
      }
    }
    int length = lengthAt(in, index, available);
    if (length == BLIND) {
      blind = true;
      return BLIND;
    }
    if (length > available) {
      return INCOMPLETE;
    }
    return length;
  }

  /** The plain packet id of the frame last found by {@link #next}, or {@link #NO_ID}. */
  public int id() {
    return id;
  }

  /** A first packet shorter than an account id must not be waited on. */
  private boolean beginsLikeAccountId(ByteBuf in, int index, int bytes) {
    for (int i = 0; i < bytes; i++) {
      if (in.getByte(index + i) != (byte) (accountId >>> (Byte.SIZE * i))) {
        return false;
      }
    }
    return true;
  }

  private int lengthAt(ByteBuf in, int index, int available) {
    int length = table.length(id);
    if (length == PacketTable.UNKNOWN || table.isUnusedSlot(id)) {
      return BLIND;
    }
    if (length == PacketTable.VARIABLE) {
      if (available < VARIABLE_HEADER) {
        return Integer.MAX_VALUE;
      }
      int declared = in.getUnsignedShortLE(index + HEADER);
      return declared < VARIABLE_HEADER || declared > MAX_VARIABLE ? BLIND : declared;
    }
    if (id == HC_CHARLIST_NOTIFY && length > CHARLIST_NOTIFY_SHORT) {
      charlistTailPossible = available >= CHARLIST_NOTIFY_SHORT;
      return CHARLIST_NOTIFY_SHORT;
    }
    return length;
  }

  /** Packets a char server sends next; anything else is the last four bytes of the long form. */
  private static boolean followsCharlistNotify(int id) {
    return switch (id) {
      case 0x020D, 0x08B9, 0x006B, 0x099D, 0x082D, 0x0B72 -> true;
      default -> false;
    };
  }
}
