package org.rop2p.coordinator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The JSON form of REST bodies. */
public final class RestCodec {
  private RestCodec() {}

  public static String encode(Nonce nonce) {
    return Fields.write(
        Fields.object()
            .put("nonce", nonce.nonce())
            .put("expires", nonce.expires().getEpochSecond()));
  }

  public static Nonce decodeNonce(String text) throws MalformedMessageException {
    return read(text, fields -> new Nonce(fields.text("nonce"), fields.instant("expires")));
  }

  /** The service's token is not in it. */
  public static String encode(LoginRequest request) {
    ObjectNode json =
        Fields.object()
            .put("account_id", request.accountId())
            .put("web_auth_token", request.webAuthToken());
    request
        .proof()
        .ifPresent(
            proof ->
                json.putObject("proof")
                    .put("certificate", proof.certificate())
                    .put("signing_key", proof.signingKey())
                    .put("nonce", proof.nonce())
                    .put("signature", proof.signature()));
    return Fields.write(json);
  }

  /**
   * The game server's token and the proof may be absent.
   *
   * @param serviceToken of the {@code Authorization} header, or empty
   */
  public static LoginRequest decodeLoginRequest(String text, String serviceToken)
      throws MalformedMessageException {
    return read(
        text,
        fields ->
            new LoginRequest(
                fields.integer("account_id"),
                fields.textOr("web_auth_token", ""),
                serviceToken,
                fields.has("proof")
                    ? Optional.of(proof(fields.nested("proof")))
                    : Optional.empty()));
  }

  private static KeyProof proof(Fields fields) throws MalformedMessageException {
    return new KeyProof(
        fields.text("certificate"),
        fields.text("signing_key"),
        fields.text("nonce"),
        fields.text("signature"));
  }

  public static String encode(Login login) {
    return Fields.write(
        Fields.object()
            .put("jwt", login.jwt())
            .put("account_id", login.accountId())
            .put("expires", login.expires().getEpochSecond()));
  }

  public static Login decodeLogin(String text) throws MalformedMessageException {
    return read(
        text,
        fields ->
            new Login(fields.text("jwt"), fields.integer("account_id"), fields.instant("expires")));
  }

  public static String encode(JoinRequest request) {
    return Fields.write(Fields.object().put("zone", request.zone()));
  }

  public static JoinRequest decodeJoinRequest(String text) throws MalformedMessageException {
    return read(text, fields -> new JoinRequest(fields.text("zone")));
  }

  public static String encode(LeaveRequest request) {
    return Fields.write(Fields.object().put("session_id", request.sessionId()));
  }

  public static LeaveRequest decodeLeaveRequest(String text) throws MalformedMessageException {
    return read(text, fields -> new LeaveRequest(fields.text("session_id")));
  }

  public static String encode(Joined joined) {
    ObjectNode json =
        Fields.object()
            .put("session_id", joined.sessionId())
            .put("ticket", joined.ticket())
            .put("zone", joined.zone());
    putPolicy(json.putObject("policy"), joined.policy());
    return Fields.write(json);
  }

  public static Joined decodeJoined(String text) throws MalformedMessageException {
    return read(
        text,
        fields ->
            new Joined(
                fields.text("session_id"),
                fields.text("ticket"),
                fields.text("zone"),
                fields.nested("policy").zonePolicy()));
  }

  public static String encode(Health health) {
    return Fields.write(
        Fields.object()
            .put("status", health.status())
            .put("uptime_seconds", health.uptimeSeconds())
            .put("sessions", health.sessions())
            .put("players", health.players()));
  }

  public static Health decodeHealth(String text) throws MalformedMessageException {
    return read(
        text,
        fields ->
            new Health(
                fields.text("status"),
                fields.number("uptime_seconds"),
                fields.integer("sessions"),
                fields.integer("players")));
  }

  public static String encode(ClientConfig config) {
    ObjectNode json =
        Fields.object()
            .put("p2p_enabled", config.enabled())
            .put("authentication", config.authentication());
    config.gameServer().ifPresent(server -> json.put("game_server", server));
    config.clientDate().ifPresent(date -> json.put("client_date", date));
    config.privacy().ifPresent(privacy -> json.put("privacy", privacy));
    config.stunServers().forEach(json.putArray("stun_servers")::add);
    ObjectNode zones = json.putObject("zones");
    config.zones().forEach((zone, policy) -> putPolicy(zones.putObject(zone), policy));
    return Fields.write(json);
  }

  public static ClientConfig decodeClientConfig(String text) throws MalformedMessageException {
    return read(
        text,
        fields ->
            new ClientConfig(
                fields.flag("p2p_enabled"),
                fields.text("authentication"),
                fields.optionalText("game_server"),
                fields.optionalText("client_date"),
                fields.optionalText("privacy"),
                fields.texts("stun_servers"),
                fields.zonePolicies("zones")));
  }

  public static String encode(IceServers servers) {
    ObjectNode json = Fields.object();
    servers.stunServers().forEach(json.putArray("stun_servers")::add);
    ArrayNode turn = json.putArray("turn_servers");
    servers
        .turnServers()
        .forEach(
            login -> {
              ObjectNode one = turn.addObject();
              one.put("url", login.url())
                  .put("username", login.username())
                  .put("credential", login.credential());
              login.lifetimeSeconds().ifPresent(seconds -> one.put("expires_in_seconds", seconds));
            });
    return Fields.write(json);
  }

  public static IceServers decodeIceServers(String text) throws MalformedMessageException {
    return read(
        text,
        fields -> {
          List<TurnLogin> turn = new ArrayList<>();
          for (Fields one : fields.objects("turn_servers")) {
            turn.add(
                new TurnLogin(
                    one.text("url"),
                    one.text("username"),
                    one.text("credential"),
                    one.has("expires_in_seconds")
                        ? OptionalLong.of(one.number("expires_in_seconds"))
                        : OptionalLong.empty()));
          }
          return new IceServers(fields.texts("stun_servers"), turn);
        });
  }

  /**
   * A problem of RFC 9457, {@code application/problem+json}; its {@code code} is stable.
   *
   * @param status the answer's, 400 to 599
   */
  public static String encode(ApiError error, int status) {
    return Fields.write(
        Fields.object()
            .put("type", "about:blank")
            .put("title", error.code())
            .put("status", status)
            .put("detail", error.message())
            .put("code", error.code()));
  }

  public static ApiError decodeApiError(String text) throws MalformedMessageException {
    return read(text, fields -> new ApiError(fields.text("code"), fields.text("detail")));
  }

  static void putPolicy(ObjectNode json, ZonePolicy policy) {
    json.put("chat", policy.chat().wireName())
        .put("emote", policy.emote().wireName())
        .put("movement", policy.movement().wireName());
  }

  private static <T> T read(String text, Fields.Reader<T> reader) throws MalformedMessageException {
    return Fields.read(text, Limits.MAX_BODY_BYTES, reader);
  }
}
