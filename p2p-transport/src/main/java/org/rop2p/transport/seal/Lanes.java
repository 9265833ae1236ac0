package org.rop2p.transport.seal;

/**
 * What two hellos agree on for one link.
 *
 * @param stream sealed unless neither side wishes it: it is inside TLS
 * @param datagrams always sealed: nothing else protects them
 */
public record Lanes(Lane stream, Lane datagrams) {
  /**
   * The lanes of one side.
   *
   * @param isClient whether we are the QUIC client
   */
  public static Lanes agreed(Hello ours, Hello theirs, boolean isClient) {
    SealKeys keys =
        isClient
            ? SealKeys.derive(ours.random(), theirs.random())
            : SealKeys.derive(theirs.random(), ours.random());
    Lane stream =
        ours.sealed() || theirs.sealed() ? lane(keys.stream(), isClient) : new Lane.Plain();
    return new Lanes(stream, lane(keys.datagrams(), isClient));
  }

  private static Lane lane(SealKeys.Directions keys, boolean isClient) {
    return isClient
        ? new Lane.Sealed(new Sealer(keys.fromClient()), new Opener(keys.fromServer()))
        : new Lane.Sealed(new Sealer(keys.fromServer()), new Opener(keys.fromClient()));
  }
}
