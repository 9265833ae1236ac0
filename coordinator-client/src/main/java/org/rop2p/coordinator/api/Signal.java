package org.rop2p.coordinator.api;

import java.util.Optional;

/** What two introduced proxies tell each other through the coordinator to build a link. */
public sealed interface Signal {
  /** What links are built by now: another version's offers and answers mean something else. */
  int VERSION = 2;

  /** The {@code type} field on the wire. */
  String type();

  /**
   * The ICE credentials of the side that begins.
   *
   * @param version of what links are built by, 0 to 255
   * @param restarts the receiver's ufrag, where a link that is up is to be restarted and not made
   */
  record Offer(int version, String ufrag, String pwd, Optional<String> restarts) implements Signal {
    /** Of our own version, and of a new link. */
    public Offer(String ufrag, String pwd) {
      this(VERSION, ufrag, pwd, Optional.empty());
    }

    public Offer {
      Limits.version(version);
      Limits.ufrag(ufrag);
      Limits.pwd(pwd);
      restarts.ifPresent(Limits::ufrag);
    }

    @Override
    public String type() {
      return "offer";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Offer[version=" + version + ", ufrag=" + ufrag + "]";
    }
  }

  /**
   * The ICE credentials of the side that answers.
   *
   * @param version of what links are built by, 0 to 255
   * @param restarts the ufrag of the offer to restart a link, where this answers one
   */
  record Answer(int version, String ufrag, String pwd, Optional<String> restarts)
      implements Signal {
    /** Of our own version, and of a new link. */
    public Answer(String ufrag, String pwd) {
      this(VERSION, ufrag, pwd, Optional.empty());
    }

    public Answer {
      Limits.version(version);
      Limits.ufrag(ufrag);
      Limits.pwd(pwd);
      restarts.ifPresent(Limits::ufrag);
    }

    @Override
    public String type() {
      return "answer";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Answer[version=" + version + ", ufrag=" + ufrag + "]";
    }
  }

  /** One trickled candidate, as the transport writes it; the coordinator does not look into it. */
  record IceCandidate(String candidate) implements Signal {
    public IceCandidate {
      Limits.candidate(candidate);
    }

    @Override
    public String type() {
      return "ice-candidate";
    }
  }

  /**
   * What one side says of making the link by probing, as the transport writes it; the coordinator
   * does not look into it, but says where it sees the sender.
   */
  record Probe(String probe) implements Signal {
    public Probe {
      Limits.probe(probe);
    }

    @Override
    public String type() {
      return "probe";
    }
  }
}
