package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server is connected for those who speak, and for nobody else. */
class LateConnectionTest extends RelayFixture {
  @Test
  void callersWithoutAWordAndBrowsersCostTheServerNothing() throws Exception {
    for (int i = 0; i < 6; i++) {
      client().finish().expectGone();
      client().send("'GET /favicon.ico HTTP/1.1' 0D0A").expectGone();
      client().reset();
    }
    assertIsTheFirst(client().send(LOGIN));
    List<String> told = log.with("A web browser called the game port");
    assertEquals(6, told.size(), told.toString());
  }

  @Test
  void whoSpeaksAndFinishesBeforeTheServerIsThereIsHeardToTheEnd() throws Exception {
    Wire client = client().send(LOGIN + "6400 37").finish();
    Wire server = accept(loginServer);
    server.expect(LOGIN + "6400 37");
    server.expectEnd();
    server.send("8100 08");
    client.expect("8100 08");
    server.close();
    client.expectEnd();
  }

  /** Connections come in order: one that came before would be taken first, and be silent. */
  private void assertIsTheFirst(Wire client) throws IOException {
    Wire server = accept(loginServer);
    server.expect(LOGIN);
    server.send("8100 08");
    client.expect("8100 08");
  }
}
