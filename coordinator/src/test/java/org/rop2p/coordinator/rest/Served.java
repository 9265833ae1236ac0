package org.rop2p.coordinator.rest;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Routes on a free port of this machine, and a caller of them. */
record Served(Vertx vertx, int port) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Served of(Consumer<Router> mount) throws Exception {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    mount.accept(router);
    router.route().failureHandler(Answers::fail);
    int port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .actualPort();
    return new Served(vertx, port);
  }

  /** Of a path from the root on. */
  HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build(),
            BodyHandlers.ofString());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
