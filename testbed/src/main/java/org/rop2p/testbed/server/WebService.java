package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The web server's {@code POST /party/info}, by which a token can be checked: 200 when it is the
 * account's, 400 when not, 500 when an id is no number. One instance per connection.
 */
final class WebService extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** Idle time after which a connection is closed. */
  static final int KEEP_ALIVE_SECONDS = 5;

  private static final int REQUESTS_PER_CONNECTION = 5;

  private final WebTokens tokens;
  private int served;

  WebService(WebTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    served++;
    HttpResponseStatus status = answer(request);
    String body =
        status.equals(HttpResponseStatus.OK)
            ? "{ \"Type\": 1 }"
            : status.equals(HttpResponseStatus.INTERNAL_SERVER_ERROR)
                ? "Error"
                : "Authentication failed";
    ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    boolean last =
        served >= REQUESTS_PER_CONNECTION
            || request.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
        .set(
            HttpHeaderNames.CONNECTION,
            last ? HttpHeaderValues.CLOSE : HttpHeaderValues.KEEP_ALIVE);
    var written = ctx.writeAndFlush(response);
    if (last) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      close(ctx);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close(ctx);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do when closing fails
  private static void close(ChannelHandlerContext ctx) {
    ctx.close();
  }

  private HttpResponseStatus answer(FullHttpRequest request) {
    if (!request.method().equals(HttpMethod.POST) || !request.uri().equals("/party/info")) {
      return HttpResponseStatus.NOT_FOUND;
    }
    Map<String, String> form =
        MultipartForm.parse(
            request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
            ByteBufUtil.getBytes(request.content()));
    String token = form.get("AuthToken");
    String account = form.get("AID");
    if (token == null || account == null || !form.containsKey("WorldName")) {
      return HttpResponseStatus.BAD_REQUEST;
    }
    int id;
    try {
      id = Integer.parseInt(account);
      Integer.parseInt(form.getOrDefault("QueryAID", ""));
    } catch (NumberFormatException e) {
      return HttpResponseStatus.INTERNAL_SERVER_ERROR;
    }
    return tokens.valid(id, token) ? HttpResponseStatus.OK : HttpResponseStatus.BAD_REQUEST;
  }
}
