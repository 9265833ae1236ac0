package org.rop2p.coordinator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.ZoneRules;

class RulesCodecTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final ZonePolicy MIRRORED =
      new ZonePolicy(Policy.OFFLOAD, Policy.MIRROR, Policy.SERVER);
  private static final Rules FULL =
      new Rules(
          Long.MAX_VALUE,
          false,
          "Back at \"eight\"\n",
          new ZoneRules(Map.of("prontera", MIRRORED, "geffen", ZonePolicy.DEFAULT)),
          Set.of("prontera", "payon"),
          Set.of(1, Integer.MAX_VALUE),
          Map.of(2_000_001, NOON));

  static Stream<Rules> rules() {
    ZoneRules zones = new ZoneRules(Map.of("prontera", MIRRORED), Set.of("prontera"), true);
    return Stream.of(Rules.of(ZoneRules.OPEN), FULL, Rules.of(zones));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatIsWrittenIsRead(Rules rules) {
    assertEquals(rules, RulesCodec.decode(RulesCodec.encode(rules)));
  }

  @Test
  void anEntryIsReadAsWritten() {
    AuditEntry entry = new AuditEntry(NOON, "192.0.2.1", "mute", "account_id=1, \u00e4\ttab");
    assertEquals(entry, RulesCodec.decodeEntry(RulesCodec.encode(entry)));
  }

  @Test
  void fieldsOfLaterVersionsAreIgnored() {
    String later = RulesCodec.encode(FULL).replaceFirst("\\{", "{\"later\":[1],");
    assertEquals(FULL, RulesCodec.decode(later));
  }

  @Test
  void everyTruncatedPrefixIsRefused() {
    String text = RulesCodec.encode(FULL);
    for (int length = 0; length < text.length(); length++) {
      String prefix = text.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> RulesCodec.decode(prefix), prefix);
    }
    String entry = RulesCodec.encode(new AuditEntry(NOON, "login", "key", "x"));
    for (int length = 0; length < entry.length(); length++) {
      String prefix = entry.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> RulesCodec.decodeEntry(prefix), prefix);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"version\":\"1\"}",
        "{\"version\":1,\"on\":true,\"off_sentence\":\"\",\"zones\":{\"a\":{\"chat\":\"loud\"}}}",
        "{\"version\":1,\"on\":true,\"off_sentence\":\"\",\"zones\":{},\"staff_listening\":[1],"
            + "\"muted\":[],\"expelled\":{}}",
        "{\"version\":1,\"on\":true,\"off_sentence\":\"\",\"zones\":{},\"staff_listening\":[],"
            + "\"muted\":[\"1\"],\"expelled\":{}}",
        "{\"version\":1,\"on\":true,\"off_sentence\":\"\",\"zones\":{},\"staff_listening\":[],"
            + "\"muted\":[],\"expelled\":{\"1\":\"noon\"}}",
        "{\"version\":1,\"on\":true,\"off_sentence\":\"\",\"zones\":{},\"staff_listening\":[],"
            + "\"muted\":[],\"expelled\":{\"one\":\"2026-11-23T12:00:00Z\"}}"
      })
  void whatIsWrongIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> RulesCodec.decode(text));
  }

  @Test
  void eachChangeDoesWhatItSays() {
    Rules rules = Rules.of(new ZoneRules(Map.of("geffen", ZonePolicy.DEFAULT)));
    rules = RuleChanges.apply(rules, new RuleChange.SetZone("prontera", MIRRORED));
    rules = RuleChanges.apply(rules, new RuleChange.RemoveZone("geffen"));
    rules = RuleChanges.apply(rules, new RuleChange.StaffListening("prontera", true));
    rules = RuleChanges.apply(rules, new RuleChange.Mute(1, true));
    rules = RuleChanges.apply(rules, new RuleChange.Mute(2, true));
    rules = RuleChanges.apply(rules, new RuleChange.Mute(1, false));
    rules = RuleChanges.apply(rules, new RuleChange.Kick(3, NOON));
    rules = RuleChanges.apply(rules, new RuleChange.Switch(false, "later"));
    assertEquals(
        new Rules(
            8,
            false,
            "later",
            new ZoneRules(Map.of("prontera", MIRRORED)),
            Set.of("prontera"),
            Set.of(2),
            Map.of(3, NOON)),
        rules);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a policy for one zone of an open world | open   | set     | quiet   | default | default",
        "which goes back to what others have    | open   | set del | default | default | default",
        "a zone of an open world is switched off | open  | off     | none    | default | default",
        "and on again with another policy       | open   | off set | quiet   | default | default",
        "or taken off the list                  | open   | off del | default | default | default",
        "another zone where few are listed      | listed | set     | quiet   | default | none",
        "it is switched off and stays listed    | listed | off     | none    | default | none",
        "the others are let in                  | listed | others  | default | default | default",
        "and shut out again          | listed | others set alone   | quiet   | default | none",
      })
  void oneZonesPolicyIsThatZonesOwn(
      String name, String world, String changes, String payon, String geffen, String izlude) {
    Rules rules =
        Rules.of(
            world.equals("open")
                ? ZoneRules.OPEN
                : new ZoneRules(Map.of("geffen", ZonePolicy.DEFAULT)));
    for (String change : changes.split(" ", -1)) {
      rules =
          RuleChanges.apply(
              rules,
              switch (change) {
                case "set" -> new RuleChange.SetZone("payon", MIRRORED);
                case "off" -> new RuleChange.SetZone("payon", MIRRORED, false);
                case "del" -> new RuleChange.RemoveZone("payon");
                default -> new RuleChange.OtherZones(change.equals("others"));
              });
    }
    assertEquals(payon, held(rules, "payon"), name);
    assertEquals(geffen, held(rules, "geffen"), name);
    assertEquals(izlude, held(rules, "izlude"), name);
  }

  private static String held(Rules rules, String zone) {
    return rules
        .policyOf(zone)
        .map(policy -> policy.equals(MIRRORED) ? "quiet" : "default")
        .orElse("none");
  }

  @Test
  void someZoneIsLeftAlwaysAsTheSwitchIsThereForNone() {
    Rules listed = Rules.of(new ZoneRules(Map.of("geffen", ZonePolicy.DEFAULT)));
    refused(listed, new RuleChange.RemoveZone("geffen"));
    refused(Rules.of(ZoneRules.OPEN), new RuleChange.OtherZones(false));
  }

  private static void refused(Rules rules, RuleChange change) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> RuleChanges.apply(rules, change), change + "");
    assertTrue(refused.getMessage().contains("switch P2P off"));
  }

  @Test
  void rulesOfBeforeThereWereOtherZonesMeanWhatTheyMeant() {
    String rest = ",\"staff_listening\":[],\"muted\":[],\"expelled\":{}}";
    String begin = "{\"version\":1,\"on\":true,\"off_sentence\":\"\",\"zones\":";
    assertEquals(ZoneRules.OPEN, RulesCodec.decode(begin + "{}" + rest).zones());
    String policy = "{\"chat\":\"offload\",\"emote\":\"mirror\",\"movement\":\"server\"}";
    assertEquals(
        new ZoneRules(Map.of("geffen", MIRRORED)),
        RulesCodec.decode(begin + "{\"geffen\":" + policy + "}" + rest).zones());
  }
}
