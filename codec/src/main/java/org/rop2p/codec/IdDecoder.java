package org.rop2p.codec;

/** Tells which packet the id bytes at the start of a frame stand for. */
public interface IdDecoder {
  /** Ids as they are. */
  IdDecoder PLAIN = wireId -> wireId;

  /**
   * The plain id of the frame in turn. Asking changes nothing; the frame may be asked about again
   * when more of it has come.
   *
   * @param wireId 0..0xFFFF, as received
   * @return 0..0xFFFF
   */
  int plain(int wireId);
}
