package org.rop2p.coordinator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The JSON form of WebSocket messages: one object a text frame, with a {@code type} field. */
public final class MessageCodec {
  private MessageCodec() {}

  /**
   * The frame's text. Always within {@link Limits#MAX_FRAME_BYTES}, by the bounds of the records.
   */
  public static String encode(ClientMessage message) {
    ObjectNode json = Fields.object().put("type", message.type());
    if (message instanceof ClientMessage.Join join) {
      json.put("ticket", join.ticket());
    } else if (message instanceof ClientMessage.Sees sees) {
      putAll(json.putArray("added"), sees.added());
      putAll(json.putArray("removed"), sees.removed());
    } else if (message instanceof ClientMessage.SignalTo signal) {
      json.put("to", signal.to());
      putSignal(json, signal.signal());
    } else if (message instanceof ClientMessage.Stats stats) {
      stats.counters().forEach(json.putObject("counters")::put);
    }
    return Fields.write(json);
  }

  /**
   * The frame's text. Always within {@link Limits#MAX_FRAME_BYTES}, by the bounds of the records.
   */
  public static String encode(ServerMessage message) {
    ObjectNode json = Fields.object().put("type", message.type());
    if (message instanceof ServerMessage.SessionJoined joined) {
      json.put("session_id", joined.sessionId())
          .put("zone", joined.zone())
          .put("resumed", joined.resumed());
    } else if (message instanceof ServerMessage.PeerJoined peer) {
      json.put("account_id", peer.accountId())
          .put("fingerprint", peer.fingerprint())
          .put("signing_key", peer.signingKey());
    } else if (message instanceof ServerMessage.PeerLeft peer) {
      json.put("account_id", peer.accountId()).put("reason", peer.reason());
    } else if (message instanceof ServerMessage.SignalFrom signal) {
      json.put("from", signal.from()).put("fingerprint", signal.fingerprint());
      signal.seenFrom().ifPresent(ip -> json.put("seen_from", ip));
      putSignal(json, signal.signal());
    } else if (message instanceof ServerMessage.PolicyChanged changed) {
      json.put("zone", changed.zone());
      RestCodec.putPolicy(json, changed.policy());
    } else if (message instanceof ServerMessage.Switched switched) {
      json.put("on", switched.on()).put("message", switched.sentence());
    } else if (message instanceof ServerMessage.Muted muted) {
      json.put("account_id", muted.accountId()).put("muted", muted.muted());
    } else if (message instanceof ServerMessage.TokenRenewed token) {
      json.put("jwt", token.jwt()).put("expires", token.expires().getEpochSecond());
    } else if (message instanceof ServerMessage.Refused refused) {
      json.put("code", refused.code()).put("message", refused.message());
    }
    return Fields.write(json);
  }

  /** What a client sent; a type that is not a client's is {@link UnknownMessage}. */
  public static ClientMessage decodeClientMessage(String text) throws MalformedMessageException {
    return Fields.read(text, Limits.MAX_FRAME_BYTES, MessageCodec::clientMessage);
  }

  /** What the coordinator sent; a type that is not the coordinator's is {@link UnknownMessage}. */
  public static ServerMessage decodeServerMessage(String text) throws MalformedMessageException {
    return Fields.read(text, Limits.MAX_FRAME_BYTES, MessageCodec::serverMessage);
  }

  private static ClientMessage clientMessage(Fields fields) throws MalformedMessageException {
    String type = fields.text("type");
    return switch (type) {
      case "join" -> new ClientMessage.Join(fields.text("ticket"));
      case "leave" -> new ClientMessage.Leave();
      case "sees" -> new ClientMessage.Sees(fields.integers("added"), fields.integers("removed"));
      case "offer", "answer", "ice-candidate", "probe" ->
          new ClientMessage.SignalTo(fields.integer("to"), signal(type, fields));
      case "stats" -> new ClientMessage.Stats(fields.numbersByName("counters"));
      default -> new UnknownMessage(type);
    };
  }

  private static ServerMessage serverMessage(Fields fields) throws MalformedMessageException {
    String type = fields.text("type");
    return switch (type) {
      case "session-joined" ->
          new ServerMessage.SessionJoined(
              fields.text("session_id"), fields.text("zone"), fields.flag("resumed"));
      case "peer-joined" ->
          new ServerMessage.PeerJoined(
              fields.integer("account_id"), fields.text("fingerprint"), fields.text("signing_key"));
      case "peer-left" ->
          new ServerMessage.PeerLeft(fields.integer("account_id"), fields.text("reason"));
      case "offer", "answer", "ice-candidate", "probe" ->
          new ServerMessage.SignalFrom(
              fields.integer("from"),
              fields.text("fingerprint"),
              signal(type, fields),
              fields.optionalText("seen_from"));
      case "policy" -> new ServerMessage.PolicyChanged(fields.text("zone"), fields.zonePolicy());
      case "p2p" -> new ServerMessage.Switched(fields.flag("on"), fields.textOr("message", ""));
      case "mute" -> new ServerMessage.Muted(fields.integer("account_id"), fields.flag("muted"));
      case "token" -> new ServerMessage.TokenRenewed(fields.text("jwt"), fields.instant("expires"));
      case "error" -> new ServerMessage.Refused(fields.text("code"), fields.text("message"));
      default -> new UnknownMessage(type);
    };
  }

  private static Signal signal(String type, Fields fields) throws MalformedMessageException {
    return switch (type) {
      case "offer" ->
          new Signal.Offer(
              fields.integer("version"),
              fields.text("ufrag"),
              fields.text("pwd"),
              fields.optionalText("restarts"));
      case "answer" ->
          new Signal.Answer(
              fields.integer("version"),
              fields.text("ufrag"),
              fields.text("pwd"),
              fields.optionalText("restarts"));
      case "probe" -> new Signal.Probe(fields.text("probe"));
      default -> new Signal.IceCandidate(fields.text("candidate"));
    };
  }

  private static void putSignal(ObjectNode json, Signal signal) {
    if (signal instanceof Signal.Offer offer) {
      json.put("version", offer.version()).put("ufrag", offer.ufrag()).put("pwd", offer.pwd());
      offer.restarts().ifPresent(ufrag -> json.put("restarts", ufrag));
    } else if (signal instanceof Signal.Answer answer) {
      json.put("version", answer.version()).put("ufrag", answer.ufrag()).put("pwd", answer.pwd());
      answer.restarts().ifPresent(ufrag -> json.put("restarts", ufrag));
    } else if (signal instanceof Signal.IceCandidate candidate) {
      json.put("candidate", candidate.candidate());
    } else if (signal instanceof Signal.Probe probe) {
      json.put("probe", probe.probe());
    }
  }

  private static void putAll(ArrayNode array, List<Integer> values) {
    values.forEach(array::add);
  }
}
