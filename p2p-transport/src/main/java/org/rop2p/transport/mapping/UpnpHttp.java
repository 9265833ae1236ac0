package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** HTTP with one gateway: to no other address, bounded in size, time and depth of its XML. */
final class UpnpHttp {
  /** The description of a router with every service is below 32 KiB. */
  private static final int MAX_BODY = 128 * 1024;

  /** A description nests devices three deep, each a few elements; readers of it recurse. */
  private static final int MAX_DEPTH = 32;

  private static final int TIMEOUT_MILLIS = 3_000;

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
        || url.getUserInfo() != null) {
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
   * @param end of {@link System#nanoTime}
   */
  Answer exchange(URL url, Map<String, String> headers, String body, long end) throws IOException {
    checked(url.toString());
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Connection", "close");
      headers.forEach(connection::setRequestProperty);
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body.getBytes(UTF_8));
        }
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
        String xml = in == null ? "" : new String(read(in, end), UTF_8).strip();
        checkXml(xml);
        return new Answer(status, xml);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static byte[] read(InputStream in, long end) throws IOException {
    byte[] body = new byte[MAX_BODY];
    int length = 0;
    for (int got; (got = in.read(body, length, body.length - length)) >= 0; length += got) {
      if (length == MAX_BODY || System.nanoTime() - end > 0) {
        throw new IOException("The gateway's answer does not end");
      }
    }
    return Arrays.copyOf(body, length);
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
