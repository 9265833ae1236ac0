package org.rop2p.codec.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/** A protocol of each era, the default first. The order is part of every corpus file. */
final class Eras {
  private static final List<Protocol> ERAS =
      Stream.of(
              "20211103:re",
              "20101102:main",
              "20111102:re",
              "20121227:main",
              "20131230:re",
              "20141231:main",
              "20151230:re",
              "20171227:re",
              "20181212:main",
              "20181212:re",
              "20201223:main",
              "20221006:main",
              "20250604:main",
              "20171229:zero",
              "20250604:zero",
              "20161228:main")
          .map(text -> Protocol.of(PacketVersion.parse(text)))
          .toList();

  private Eras() {}

  static Protocol choose(int choice) {
    return ERAS.get(choice % ERAS.size());
  }
}
