package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:8001/api/v1, ws://localhost:8001/api/v1/signaling/ws",
    "https://a.example/api/v1/, wss://a.example/api/v1/signaling/ws",
    "http://[::1]:8001/api/v1, ws://[::1]:8001/api/v1/signaling/ws",
  })
  void theSocketIsBesideTheApi(URI rest, URI socket) {
    ClientSettings settings = ClientSettings.of(rest, Duration.ofSeconds(1));
    assertEquals(socket, settings.websocketUrl());
    assertTrue(settings.endpoint("health").toString().endsWith("/api/v1/health"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8001", "ftp://localhost", "http:///api", "api/v1"})
  void whatIsNoCoordinatorUrlIsRefusedByName(String url) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ClientSettings.of(URI.create(url), Duration.ofSeconds(1)));
    assertTrue(e.getMessage().contains("rest_api_url must look like"), e.getMessage());
    assertTrue(e.getMessage().contains(url), e.getMessage());
  }
}
