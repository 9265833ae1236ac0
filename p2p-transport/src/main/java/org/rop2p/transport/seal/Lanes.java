package org.rop2p.transport.seal;

/** What two hellos agree on for one link: sealed unless neither side wishes it. */
public record Lanes(Lane stream, Lane datagrams) {
  /**
   * The lanes of one side.
   *
   * @param isClient whether we are the QUIC client
   */
  public static Lanes agreed(Hello ours, Hello theirs, boolean isClient) {
    if (!ours.sealed() && !theirs.sealed()) {
      return new Lanes(new Lane.Plain(), new Lane.Plain());
    }
    SealKeys keys =
        isClient
            ? SealKeys.derive(ours.random(), theirs.random())
            : SealKeys.derive(theirs.random(), ours.random());
    return new Lanes(lane(keys.stream(), isClient), lane(keys.datagrams(), isClient));
  }

  private static Lane lane(SealKeys.Directions keys, boolean isClient) {
    return isClient
        ? new Lane.Sealed(new Sealer(keys.fromClient()), new Opener(keys.fromServer()))
        : new Lane.Sealed(new Sealer(keys.fromServer()), new Opener(keys.fromClient()));
  }
}
