package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** An Internet Gateway Device on loopback, as small as one can be. */
public final class TinyIgd {
  private final HttpServer http;
  private final DatagramSocket ssdp;
  private final Thread answering;

  /** Bodies of the calls, in order. */
  public final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  volatile String prologue = "<?xml version=\"1.0\"?>";
  volatile String controlUrl = "/ctl";
  volatile String location;
  public volatile String external = "192.0.2.7";

  /** Error codes for AddPortMapping, one a call; 0 for none. */
  final List<Integer> errors = Collections.synchronizedList(new ArrayList<>());

  public TinyIgd() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    http.createContext("/desc.xml", exchange -> answer(exchange, 200, description()));
    http.createContext("/scpd.xml", exchange -> answer(exchange, 200, services()));
    http.createContext("/ctl", this::call);
    http.start();
    location = "http://127.0.0.1:" + http.getAddress().getPort() + "/desc.xml";
    ssdp = new DatagramSocket(new InetSocketAddress(loopback, 0));
    answering = new Thread(this::answerSearches, "tiny-ssdp");
    answering.setDaemon(true);
    answering.start();
  }

  /** Speaks to this one. */
  public Upnp upnp() {
    return new UpnpGateway(InetAddress.getLoopbackAddress(), new Random(), searched());
  }

  InetSocketAddress searched() {
    return (InetSocketAddress) ssdp.getLocalSocketAddress();
  }

  String port() {
    return String.valueOf(http.getAddress().getPort());
  }

  public void close() throws InterruptedException {
    http.stop(0);
    ssdp.close();
    answering.join();
  }

  private void answerSearches() {
    DatagramPacket search = new DatagramPacket(new byte[2_048], 2_048);
    try {
      while (true) {
        ssdp.receive(search);
        byte[] answer =
            ("HTTP/1.1 200 OK\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n"
                    + "Location: "
                    + location
                    + "\r\n\r\n")
                .getBytes(UTF_8);
        ssdp.send(new DatagramPacket(answer, answer.length, search.getSocketAddress()));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void call(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    calls.add(body);
    int error = body.contains("AddPortMapping") && !errors.isEmpty() ? errors.remove(0) : 0;
    String action = exchange.getRequestHeaders().getFirst("SOAPAction").replaceAll(".*#|\"", "");
    String result =
        error != 0
            ? "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>"
                + "<UPnPError xmlns=\"urn:schemas-upnp-org:control-1-0\"><errorCode>"
                + error
                + "</errorCode><errorDescription>no</errorDescription></UPnPError></detail></s:Fault>"
            : "<u:"
                + action
                + "Response xmlns:u=\"urn:schemas-upnp-org:service:WANIPConnection:1\">"
                + (action.equals("GetExternalIPAddress")
                    ? "<NewExternalIPAddress>" + external + "</NewExternalIPAddress>"
                    : "")
                + "</u:"
                + action
                + "Response>";
    answer(
        exchange,
        error == 0 ? 200 : 500,
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<s:Body>"
            + result
            + "</s:Body></s:Envelope>");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=\"utf-8\"");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String description() {
    return prologue
        + """
        <root xmlns="urn:schemas-upnp-org:device-1-0">
        <specVersion><major>1</major><minor>0</minor></specVersion><device>
        <deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>
        <friendlyName>router</friendlyName><manufacturer>m</manufacturer><modelName>r</modelName>
        <UDN>uuid:1</UDN><deviceList><device>
        <deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType>
        <friendlyName>wan</friendlyName><manufacturer>m</manufacturer><modelName>r</modelName>
        <UDN>uuid:2</UDN><deviceList><device>
        <deviceType>urn:schemas-upnp-org:device:WANConnectionDevice:1</deviceType>
        <friendlyName>con</friendlyName><manufacturer>m</manufacturer><modelName>r</modelName>
        <UDN>uuid:3</UDN><serviceList><service>
        <serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>
        <serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId><controlURL>%s</controlURL>
        <eventSubURL>/evt</eventSubURL><SCPDURL>/scpd.xml</SCPDURL></service></serviceList>
        </device></deviceList></device></deviceList></device></root>
        """
            .formatted(controlUrl);
  }

  private static String services() {
    return "<?xml version=\"1.0\"?><scpd xmlns=\"urn:schemas-upnp-org:service-1-0\"><specVersion>"
        + "<major>1</major><minor>0</minor></specVersion><actionList>"
        + action(
            "AddPortMapping",
            "in NewRemoteHost Text",
            "in NewExternalPort Port",
            "in NewProtocol Text",
            "in NewInternalPort Port",
            "in NewInternalClient Text",
            "in NewEnabled Flag",
            "in NewPortMappingDescription Text",
            "in NewLeaseDuration Time")
        + action(
            "DeletePortMapping",
            "in NewRemoteHost Text",
            "in NewExternalPort Port",
            "in NewProtocol Text")
        + action("GetExternalIPAddress", "out NewExternalIPAddress Text")
        + "</actionList><serviceStateTable>"
        + variable("Text", "string")
        + variable("Port", "ui2")
        + variable("Flag", "boolean")
        + variable("Time", "ui4")
        + "</serviceStateTable></scpd>";
  }

  private static String action(String name, String... arguments) {
    StringBuilder xml = new StringBuilder("<action><name>" + name + "</name><argumentList>");
    for (String argument : arguments) {
      String[] parts = argument.split(" ", -1);
      xml.append("<argument><name>").append(parts[1]).append("</name><direction>");
      xml.append(parts[0]).append("</direction><relatedStateVariable>").append(parts[2]);
      xml.append("</relatedStateVariable></argument>");
    }
    return xml.append("</argumentList></action>").toString();
  }

  private static String variable(String name, String type) {
    return "<stateVariable sendEvents=\"no\"><name>"
        + name
        + "</name><dataType>"
        + type
        + "</dataType></stateVariable>";
  }
}
