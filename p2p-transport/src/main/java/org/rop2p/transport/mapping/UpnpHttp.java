package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** HTTP with one gateway: to no other address, bounded in size, time and depth of its XML. */
final class UpnpHttp {
  /** A description nests devices three deep, each a few elements; readers of it recurse. */
  private static final int MAX_DEPTH = 32;

  /** For one exchange, whatever is left for all: a router on the same network is asked. */
  private static final long EXCHANGE_LIMIT = TimeUnit.SECONDS.toNanos(5);

  private static final int DEFAULT_PORT = 80;
  private static final int MAX_PORT = 65_535;

  private final InetAddress gateway;

  UpnpHttp(InetAddress gateway) {
    this.gateway = gateway;
  }

  /** An answer whose body is XML that is safe to read. */
  record Answer(int status, String xml) {}

  /**
   * Whether this is at the gateway. Compares text: a name is never asked for, and refused.
   *
   * @throws IOException if it is not
   */
  URL checked(String location) throws IOException {
    URL url;
    try {
      url = new URL(location);
    } catch (MalformedURLException e) {
      throw new IOException("The gateway names no address of a description", e);
    }
    if (!url.getProtocol().equals("http")
        || !url.getHost().equals(gateway.getHostAddress())
        || url.getPort() > MAX_PORT
        || url.getUserInfo() != null
        || !url.getFile().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IOException(
          "The gateway " + gateway.getHostAddress() + " names another: not asked");
    }
    return url;
  }

  Answer get(URL url, long end) throws IOException {
    return exchange(url, Map.of(), "", end);
  }

  /**
   * Sends a request, with a body if that is not empty.
   *
   * @param end of {@link System#nanoTime}: nothing lasts longer
   */
  Answer exchange(URL url, Map<String, String> headers, String body, long end) throws IOException {
    URL address = checked(url.toString());
    long soon = System.nanoTime() + EXCHANGE_LIMIT;
    long limit = soon - end < 0 ? soon : end;
    int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
    // No proxy of the system is asked: the gateway is next door.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(gateway, port), DeadlineInput.millisLeft(limit));
      // A request is smaller than any send buffer, so that this waits for nobody.
      socket.getOutputStream().write(request(address, port, headers, body.getBytes(UTF_8)));
      InputStream in = new BufferedInputStream(new DeadlineInput(socket, limit));
      HttpResponse response = HttpResponse.read(in);
      String xml = new String(response.body(), UTF_8).strip();
      checkXml(xml);
      return new Answer(response.status(), xml);
    }
  }

  private byte[] request(URL url, int port, Map<String, String> headers, byte[] body) {
    String path = url.getFile();
    StringBuilder head = new StringBuilder(body.length == 0 ? "GET " : "POST ");
    head.append(path.startsWith("/") ? path : "/" + path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(gateway.getHostAddress()).append(':').append(port);
    head.append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(ISO_8859_1);
    byte[] request = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  /** No document type, so no entities but the five; no deeper than readers stand. */
  static void checkXml(String xml) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      int depth = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
        if (event == XMLStreamConstants.DTD || depth > MAX_DEPTH) {
          throw new IOException("The gateway's answer is no description");
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException("The gateway's answer is not XML", e);
    }
  }
}
