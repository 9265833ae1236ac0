package org.rop2p.coordinator.client.api;

/** What two introduced proxies tell each other through the coordinator to build a link. */
public sealed interface Signal {
  /** The {@code type} field on the wire. */
  String type();

  /** The ICE credentials of the side that begins. */
  record Offer(String ufrag, String pwd) implements Signal {
    public Offer {
      Limits.ufrag(ufrag);
      Limits.pwd(pwd);
    }

    @Override
    public String type() {
      return "offer";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Offer[ufrag=" + ufrag + "]";
    }
  }

  /** The ICE credentials of the side that answers. */
  record Answer(String ufrag, String pwd) implements Signal {
    public Answer {
      Limits.ufrag(ufrag);
      Limits.pwd(pwd);
    }

    @Override
    public String type() {
      return "answer";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Answer[ufrag=" + ufrag + "]";
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
}
