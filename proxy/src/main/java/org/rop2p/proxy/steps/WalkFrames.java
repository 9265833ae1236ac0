package org.rop2p.proxy.steps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.Walk;
import org.rop2p.codec.view.WalkingEntry;
import org.rop2p.proxy.walking.UnitFrame;
import org.rop2p.proxy.world.PlayerInView;

/**
 * What a server would send about another player's place.
 *
 * @param entries moves are told by the full walking entry, where what is known of the player allows
 */
public record WalkFrames(Protocol protocol, ByteBufAllocator alloc, boolean entries) {
  /**
   * A new buffer, owned by the caller.
   *
   * @param player as last shown, null unknown
   * @param serverTick the server's, at this moment
   */
  ByteBuf of(int unitId, UnitFrame frame, PlayerInView player, int serverTick) {
    ByteBuf out = alloc.buffer();
    if (frame instanceof UnitFrame.Move move) {
      Walk walk = new Walk(unitId, move.from(), move.to(), serverTick);
      boolean written =
          entries
              && player != null
              && new WalkingEntry(
                      player.appearance(),
                      walk,
                      player.condition().bodyState(),
                      player.condition().effectState())
                  .write(out, protocol);
      if (!written) {
        walk.write(out, protocol);
      }
    } else if (frame instanceof UnitFrame.Stop stop) {
      new UnitPosition(unitId, stop.at()).writeStop(out, protocol);
    }
    return out;
  }
}
