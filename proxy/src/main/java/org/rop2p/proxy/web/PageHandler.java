package org.rop2p.proxy.web;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One browser's connection: refuses strangers, and has requests answered one after the other. */
final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(PageHandler.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String API = "/api/";
  private static final Reply NOTHING = Reply.refused(404, "There is no such page.");

  private final Page page;
  private final StaticFiles files;
  private final StateStream stream;
  private final Admittance admittance;
  private final Executor workers;

  PageHandler(
      Page page, StaticFiles files, StateStream stream, Admittance admittance, Executor workers) {
    this.page = page;
    this.files = files;
    this.stream = stream;
    this.admittance = admittance;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      answer(context, false, Reply.refused(400, "That is no HTTP request."));
      return;
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    String path = request.uri().split("\\?", 2)[0];
    if (request.method().equals(HttpMethod.GET)) {
      look(context, request, path, keepAlive);
    } else if (request.method().equals(HttpMethod.POST) && path.startsWith(API)) {
      act(context, request, path.substring(API.length()), keepAlive);
    } else {
      answer(context, keepAlive, Reply.refused(405, "Nothing here is changed that way."));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // a browser that went away, a request too large, a silent one
  }

  private void look(
      ChannelHandlerContext context, FullHttpRequest request, String path, boolean keepAlive) {
    Optional<Reply> file = files.get(path);
    Admittance.Caller caller = caller(request.headers());
    Optional<String> refusal =
        file.isPresent() ? admittance.toLoad(caller) : admittance.toLook(caller);
    if (refusal.isPresent()) {
      answer(context, keepAlive, Reply.refused(403, refusal.get()));
    } else if (file.isPresent()) {
      answer(context, keepAlive, file.get());
    } else if (path.equals("/api/stream")) {
      begin(context);
    } else if (path.equals("/api/state")) {
      work(context, keepAlive, () -> Reply.json(page.state()));
    } else if (path.equals("/metrics")) {
      work(
          context,
          keepAlive,
          () ->
              new Reply(
                  200,
                  "text/plain; version=0.0.4; charset=utf-8",
                  page.metrics().getBytes(StandardCharsets.UTF_8)));
    } else if (path.startsWith(API)) {
      String what = path.substring(API.length());
      work(context, keepAlive, () -> answered(() -> page.look(what)));
    } else {
      answer(context, keepAlive, NOTHING);
    }
  }

  private void act(
      ChannelHandlerContext context, FullHttpRequest request, String action, boolean keepAlive) {
    Optional<String> refusal = admittance.toAct(caller(request.headers()));
    if (refusal.isPresent()) {
      answer(context, keepAlive, Reply.refused(403, refusal.get()));
      return;
    }
    String body = request.content().toString(StandardCharsets.UTF_8);
    work(
        context,
        keepAlive,
        () -> {
          try {
            JsonNode wish = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
            return wish.isObject()
                ? answered(() -> page.act(action, wish))
                : Reply.refused(400, "Send one object of JSON.");
          } catch (JsonProcessingException e) {
            return Reply.refused(400, "That is no JSON.");
          }
        });
  }

  private interface Question {
    String ask() throws Page.NoSuchActionException;
  }

  private static Reply answered(Question question) {
    try {
      return Reply.json(question.ask());
    } catch (Page.NoSuchActionException e) {
      return NOTHING;
    } catch (IllegalArgumentException e) {
      return Reply.refused(400, e.getMessage());
    }
  }

  private void work(ChannelHandlerContext context, boolean keepAlive, Supplier<Reply> work) {
    // Requests of one connection are answered in order: the next is not read before.
    context.channel().config().setAutoRead(false);
    try {
      workers.execute(
          () -> {
            Reply reply;
            try {
              reply = work.get();
            } catch (RuntimeException e) {
              log.warn("The page could not be served: {}", e.toString(), e);
              reply = Reply.refused(500, "Something went wrong here; the log has more.");
            }
            Reply answer = reply;
            try {
              context.executor().execute(() -> answer(context, keepAlive, answer));
            } catch (RejectedExecutionException e) {
              log.debug("The page has closed meanwhile");
            }
          });
    } catch (RejectedExecutionException e) {
      answer(context, keepAlive, Reply.refused(503, "Too much is asked at once; try again."));
    }
  }

  private void begin(ChannelHandlerContext context) {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    protect(response.headers());
    response.headers().set(CONTENT_TYPE, "text/event-stream");
    HttpUtil.setTransferEncodingChunked(response, true);
    context.pipeline().remove(ReadTimeoutHandler.class); // it has nothing more to say
    context.writeAndFlush(response);
    stream.add(context.channel());
  }

  private static void answer(ChannelHandlerContext context, boolean keepAlive, Reply reply) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.wrappedBuffer(reply.body()));
    protect(response.headers());
    response.headers().set(CONTENT_TYPE, reply.contentType());
    response.headers().setInt(CONTENT_LENGTH, reply.body().length);
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
    context.channel().config().setAutoRead(true);
  }

  /** Nothing from elsewhere is loaded, no other page shows this one, nothing is kept. */
  private static void protect(HttpHeaders headers) {
    headers
        .set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set(CACHE_CONTROL, "no-store");
  }

  private static Admittance.Caller caller(HttpHeaders headers) {
    return new Admittance.Caller(
        headers.get(HOST),
        headers.get(ORIGIN),
        headers.get("Sec-Fetch-Site"),
        headers.get(Admittance.HEADER),
        headers.get(CONTENT_TYPE));
  }
}
