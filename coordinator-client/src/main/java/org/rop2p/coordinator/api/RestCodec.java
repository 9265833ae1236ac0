package org.rop2p.coordinator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The JSON form of REST bodies. */
public final class RestCodec {
  private RestCodec() {}

  public static String encode(LoginRequest request) {
    return Fields.write(
        Fields.object()
            .put("account_id", request.accountId())
            .put("web_auth_token", request.webAuthToken()));
  }

  /** The token may be absent. */
  public static LoginRequest decodeLoginRequest(String text) throws MalformedMessageException {
    return read(
        text,
        fields ->
            new LoginRequest(fields.integer("account_id"), fields.textOr("web_auth_token", "")));
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
    return Fields.write(
        Fields.object().put("zone", request.zone()).put("fingerprint", request.fingerprint()));
  }

  public static JoinRequest decodeJoinRequest(String text) throws MalformedMessageException {
    return read(text, fields -> new JoinRequest(fields.text("zone"), fields.text("fingerprint")));
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
    ObjectNode json = Fields.object().put("authentication", config.authentication());
    config.stunServers().forEach(json.putArray("stun_servers")::add);
    return Fields.write(json);
  }

  public static ClientConfig decodeClientConfig(String text) throws MalformedMessageException {
    return read(
        text,
        fields -> new ClientConfig(fields.text("authentication"), fields.texts("stun_servers")));
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

  /** The body is {@code {"error": {"code": …, "message": …}}}. */
  public static String encode(ApiError error) {
    ObjectNode json = Fields.object();
    json.putObject("error").put("code", error.code()).put("message", error.message());
    return Fields.write(json);
  }

  public static ApiError decodeApiError(String text) throws MalformedMessageException {
    return read(
        text,
        fields -> {
          Fields error = fields.nested("error");
          return new ApiError(error.text("code"), error.text("message"));
        });
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
