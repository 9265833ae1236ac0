package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.Policy;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.api.UnknownMessage;
import org.rop2p.coordinator.api.ZonePolicy;
import org.rop2p.coordinator.config.AuthMode;

/** The document says what goes over the socket. */
class ApiMessagesTest {
  private static final String HEX = "ab".repeat(32);
  private static final String KEY = "A".repeat(43) + "=";
  private static final List<Signal> SIGNALS =
      List.of(
          new Signal.Offer("abcd", "p".repeat(22)),
          new Signal.Answer("abcd", "p".repeat(22)),
          new Signal.Offer(Signal.VERSION, "abcd", "p".repeat(22), Optional.of("efgh")),
          new Signal.Answer(Signal.VERSION, "abcd", "p".repeat(22), Optional.of("efgh")),
          new Signal.IceCandidate("candidate 1"),
          new Signal.Probe("probe 1"));

  private final ApiDocument document = new ApiDocument();

  static List<ClientMessage> clientMessages() {
    Stream<ClientMessage> own =
        Stream.of(
            new ClientMessage.Join("ticket_ticket_ticket"),
            new ClientMessage.Leave(),
            new ClientMessage.Sees(List.of(2_000_001), List.of()),
            new ClientMessage.Stats(Map.of("now.links.direct", 3L)));
    return Stream.concat(
            own, SIGNALS.stream().map(signal -> new ClientMessage.SignalTo(2_000_001, signal)))
        .toList();
  }

  static List<ServerMessage> serverMessages() {
    Stream<ServerMessage> own =
        Stream.of(
            new ServerMessage.SessionJoined("session", "prontera", true),
            new ServerMessage.PeerJoined(2_000_001, HEX, KEY),
            new ServerMessage.PeerLeft(2_000_001, PartReason.SIGHT),
            new ServerMessage.SignalFrom(
                2_000_001, HEX, new Signal.Probe("probe 1"), Optional.of("192.0.2.1")),
            new ServerMessage.PolicyChanged("prontera", ZonePolicy.DEFAULT),
            new ServerMessage.Switched(false, "Back at noon"),
            new ServerMessage.Muted(2_000_001, true),
            new ServerMessage.TokenRenewed("a.b.c", Instant.EPOCH),
            new ServerMessage.Refused(ErrorCode.KICKED, "The admin has thrown this player out"));
    return Stream.concat(
            own,
            SIGNALS.stream().map(signal -> new ServerMessage.SignalFrom(2_000_001, HEX, signal)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("clientMessages")
  void whatClientsSay(ClientMessage message) {
    fits("ClientMessage", MessageCodec.encode(message));
  }

  @ParameterizedTest
  @MethodSource("serverMessages")
  void whatTheCoordinatorSays(ServerMessage message) {
    fits("ServerMessage", MessageCodec.encode(message));
  }

  @Test
  void noKindOfMessageIsLeftOut() {
    assertEquals(kinds(ClientMessage.class), kinds(clientMessages()));
    assertEquals(kinds(ServerMessage.class), kinds(serverMessages()));
    assertEquals(kinds(Signal.class), kinds(SIGNALS));
    assertEquals(types("ClientMessage"), types(clientMessages(), ClientMessage::type));
    assertEquals(types("ServerMessage"), types(serverMessages(), ServerMessage::type));
  }

  @Test
  void theWordsAreThoseOfTheCode() {
    assertEquals(constants(ErrorCode.class), words(document.schema("ErrorCode")));
    assertEquals(constants(PartReason.class), words(document.schema("PartReason")));
    assertEquals(
        Stream.of(Policy.values()).map(Policy::wireName).collect(Collectors.toSet()),
        words(document.schema("Policy")));
    Map<?, ?> config = (Map<?, ?>) document.schema("ClientConfig").get("properties");
    assertEquals(
        Stream.of(AuthMode.values()).map(AuthMode::key).collect(Collectors.toSet()),
        words((Map<?, ?>) config.get("authentication")));
  }

  private void fits(String schema, String json) {
    List<String> problems =
        document.schemas.problems(document.schema(schema), new JsonObject(json));
    assertEquals(List.of(), problems, json);
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .filter(kind -> kind != UnknownMessage.class)
        .collect(Collectors.toSet());
  }

  private static Set<Class<?>> kinds(Collection<?> samples) {
    return samples.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  private Set<String> types(String schema) {
    return ((List<?>) document.schema(schema).get("oneOf"))
        .stream()
            .map(choice -> (Map<?, ?>) document.schemas.resolved(choice).get("properties"))
            .map(properties -> (Map<?, ?>) properties.get("type"))
            .map(type -> (String) type.get("const"))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> Set<String> types(List<T> samples, Function<T, String> type) {
    return samples.stream().map(type).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(Map<?, ?> schema) {
    return ((List<?>) schema.get("enum"))
        .stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static Set<String> constants(Class<?> holder) {
    return Arrays.stream(holder.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                return (String) field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .collect(Collectors.toSet());
  }
}
