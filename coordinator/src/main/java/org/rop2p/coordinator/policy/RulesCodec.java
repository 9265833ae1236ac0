package org.rop2p.coordinator.policy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;

/** Rules and the record of changes as JSON. Equal rules are equal texts. */
public final class RulesCodec {
  private RulesCodec() {}

  /** As JSON text. */
  public static String encode(Rules rules) {
    JsonObject zones = new JsonObject();
    rules.zones().listed().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            zone ->
                zones.put(
                    zone.getKey(),
                    policy(zone.getValue())
                        .put("on", !rules.zones().off().contains(zone.getKey()))));
    JsonObject expelled = new JsonObject();
    rules.expelled().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> expelled.put(entry.getKey().toString(), entry.getValue().toString()));
    return new JsonObject()
        .put("version", rules.version())
        .put("on", rules.on())
        .put("off_sentence", rules.offSentence())
        .put("zones", zones)
        .put("other_zones", rules.zones().open())
        .put("staff_listening", new JsonArray(rules.staffListening().stream().sorted().toList()))
        .put("muted", new JsonArray(rules.muted().stream().sorted().toList()))
        .put("expelled", expelled)
        .encode();
  }

  /**
   * From JSON text. Fields that this version does not know are ignored.
   *
   * @throws IllegalArgumentException if it is none, or a field is missing or wrong
   */
  public static Rules decode(String text) {
    try {
      return rules(new JsonObject(text));
    } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException e) {
      throw new IllegalArgumentException("these are no rules: " + e.getMessage(), e);
    }
  }

  private static Rules rules(JsonObject json) {
    Map<String, ZonePolicy> zones = new HashMap<>();
    JsonObject listed = json.getJsonObject("zones");
    Set<String> off = new HashSet<>();
    for (String zone : listed.fieldNames()) {
      zones.put(zone, policy(listed.getJsonObject(zone)));
      if (!listed.getJsonObject(zone).getBoolean("on", true)) {
        off.add(zone);
      }
    }
    Set<String> staffListening = new HashSet<>();
    json.getJsonArray("staff_listening").forEach(zone -> staffListening.add((String) zone));
    Set<Integer> muted = new HashSet<>();
    json.getJsonArray("muted").forEach(account -> muted.add((Integer) account));
    Map<Integer, Instant> expelled = new HashMap<>();
    json.getJsonObject("expelled")
        .forEach(
            entry ->
                expelled.put(
                    Integer.valueOf(entry.getKey()), Instant.parse((String) entry.getValue())));
    return new Rules(
        json.getLong("version"),
        json.getBoolean("on"),
        json.getString("off_sentence"),
        // Earlier versions had none of both: listed zones were the only ones.
        new ZoneRules(zones, off, json.getBoolean("other_zones", zones.isEmpty())),
        staffListening,
        muted,
        expelled);
  }

  /** As JSON text. */
  public static String encode(AuditEntry entry) {
    return new JsonObject()
        .put("at", entry.at().toString())
        .put("by", entry.by())
        .put("what", entry.what())
        .put("detail", entry.detail())
        .encode();
  }

  /**
   * From JSON text.
   *
   * @throws IllegalArgumentException if it is none, or a field is missing or wrong
   */
  public static AuditEntry decodeEntry(String text) {
    try {
      JsonObject json = new JsonObject(text);
      List<String> fields =
          List.of(json.getString("by"), json.getString("what"), json.getString("detail"));
      return new AuditEntry(
          Instant.parse(json.getString("at")), fields.get(0), fields.get(1), fields.get(2));
    } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException e) {
      throw new IllegalArgumentException("this is no entry: " + e.getMessage(), e);
    }
  }

  private static JsonObject policy(ZonePolicy policy) {
    return new JsonObject()
        .put("chat", policy.chat().wireName())
        .put("emote", policy.emote().wireName())
        .put("movement", policy.movement().wireName());
  }

  private static ZonePolicy policy(JsonObject json) {
    return new ZonePolicy(lane(json, "chat"), lane(json, "emote"), lane(json, "movement"));
  }

  private static Policy lane(JsonObject json, String kind) {
    return Policy.ofWireName(json.getString(kind))
        .orElseThrow(() -> new IllegalArgumentException("no policy: " + json.getString(kind)));
  }
}
