package org.rop2p.transport.mapping;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jupnp.binding.xml.DescriptorBindingException;
import org.jupnp.binding.xml.UDA10DeviceDescriptorBinderImpl;
import org.jupnp.binding.xml.UDA10ServiceDescriptorBinderImpl;
import org.jupnp.model.ValidationException;
import org.jupnp.model.action.ActionInvocation;
import org.jupnp.model.message.StreamResponseMessage;
import org.jupnp.model.message.UpnpResponse;
import org.jupnp.model.message.control.IncomingActionResponseMessage;
import org.jupnp.model.message.control.OutgoingActionRequestMessage;
import org.jupnp.model.meta.Action;
import org.jupnp.model.meta.RemoteDevice;
import org.jupnp.model.meta.RemoteDeviceIdentity;
import org.jupnp.model.meta.RemoteService;
import org.jupnp.model.types.UDAServiceType;
import org.jupnp.model.types.UDN;
import org.jupnp.transport.impl.SOAPActionProcessorImpl;

/**
 * The Internet Gateway Device of the default gateway, spoken to by jUPnP's codecs over our own
 * bounded I/O.
 *
 * <p>Blocks: for a thread that is not an event loop's, one thread at a time.
 */
public final class UpnpGateway implements Upnp {
  /** UPnP Internet Gateway Device, WANIPConnection: errors that another try can mend. */
  private static final int CONFLICT_IN_MAPPING_ENTRY = 718;

  private static final int ONLY_PERMANENT_LEASES = 725;

  /** Our own port first, then any; a lease that is not had takes a try, too. */
  private static final int PORTS_TRIED = 4;

  private static final int FIRST_DYNAMIC_PORT = 49_152;
  private static final int PORTS = 65_536;

  /** For all that belongs to one mapping, the search included; half a second is usual. */
  private static final long MAP_LIMIT = TimeUnit.SECONDS.toNanos(15);

  private static final long UNMAP_LIMIT = TimeUnit.SECONDS.toNanos(3);

  private static final List<UDAServiceType> CONNECTIONS =
      List.of(
          new UDAServiceType("WANIPConnection", 2),
          new UDAServiceType("WANIPConnection", 1),
          new UDAServiceType("WANPPPConnection", 1));

  /** A described service knows its device no more, and so not what its addresses start with. */
  private record Connection(RemoteService service, URL control) {}

  private final InetAddress gateway;
  private final InetSocketAddress searched;
  private final RandomGenerator random;
  private final UpnpHttp http;
  private final SOAPActionProcessorImpl soap = new SOAPActionProcessorImpl();
  private Optional<Connection> connection = Optional.empty();
  private InetAddress own;

  /** Of the mapping made last; 0 if there is none. */
  private int externalPort;

  /** Of the router at this address; asks nothing yet. */
  public UpnpGateway(InetAddress gateway, RandomGenerator random) {
    this(gateway, random, Ssdp.MULTICAST);
  }

  UpnpGateway(InetAddress gateway, RandomGenerator random, InetSocketAddress searched) {
    this.gateway = gateway;
    this.random = random;
    this.searched = searched;
    this.http = new UpnpHttp(gateway);
  }

  @Override
  public UpnpMapping map(InetSocketAddress internal, Duration lease) throws IOException {
    if (!gateway.isSiteLocalAddress() && !gateway.isLoopbackAddress()) {
      throw new IOException("The gateway is in no private network: it is not asked by UPnP");
    }
    long end = System.nanoTime() + MAP_LIMIT;
    own = internal.getAddress();
    connect(end);
    try {
      String external = call("GetExternalIPAddress", Map.of(), end).get("NewExternalIPAddress");
      Optional<Inet4Address> address = RouteTables.ipv4(external == null ? "" : external);
      if (address.isEmpty()) {
        throw new IOException("The gateway has no address on the internet");
      }
      Duration granted = add(internal, lease, end);
      return new UpnpMapping(new InetSocketAddress(address.get(), externalPort), granted);
    } catch (IOException e) {
      connection = Optional.empty(); // it may have started anew, with other addresses
      throw e;
    }
  }

  @Override
  public void unmap() throws IOException {
    if (externalPort != 0) {
      int port = externalPort;
      externalPort = 0;
      long end = System.nanoTime() + UNMAP_LIMIT;
      connect(end);
      call("DeletePortMapping", entry(port), end);
    }
  }

  /** Maps the port of the mapping made last, ours, or any; for as long as this returns. */
  private Duration add(InetSocketAddress internal, Duration lease, long end) throws IOException {
    int port = externalPort == 0 ? internal.getPort() : externalPort;
    Duration asked = lease;
    for (int tries = 1; ; tries++) {
      Map<String, String> mapping = new LinkedHashMap<>(entry(port));
      mapping.put("NewInternalPort", String.valueOf(internal.getPort()));
      mapping.put("NewInternalClient", internal.getAddress().getHostAddress());
      mapping.put("NewEnabled", "1");
      mapping.put("NewPortMappingDescription", "peer links");
      mapping.put("NewLeaseDuration", String.valueOf(asked.toSeconds()));
      try {
        call("AddPortMapping", mapping, end);
        externalPort = port;
        return asked;
      } catch (UpnpRefusal refusal) {
        if (tries == PORTS_TRIED) {
          throw refusal;
        } else if (refusal.code() == ONLY_PERMANENT_LEASES && !asked.isZero()) {
          asked = Duration.ZERO;
        } else if (refusal.code() == CONFLICT_IN_MAPPING_ENTRY) {
          port = random.nextInt(FIRST_DYNAMIC_PORT, PORTS);
        } else {
          throw refusal;
        }
      }
    }
  }

  private static Map<String, String> entry(int port) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("NewRemoteHost", "");
    entry.put("NewExternalPort", String.valueOf(port));
    entry.put("NewProtocol", "UDP");
    return entry;
  }

  private void connect(long end) throws IOException {
    if (connection.isEmpty()) {
      connection = Optional.of(discover(end));
    }
  }

  private Connection discover(long end) throws IOException {
    URL location = http.checked(Ssdp.location(own, gateway, searched, end));
    try {
      RemoteDevice found =
          new RemoteDevice(new RemoteDeviceIdentity(new UDN("gateway"), 0, location, null, own));
      RemoteDevice device =
          new UDA10DeviceDescriptorBinderImpl().describe(found, http.get(location, end).xml());
      for (UDAServiceType type : CONNECTIONS) {
        RemoteService service = device.findService(type);
        if (service != null) {
          URL control = http.checked(device.normalizeURI(service.getControlURI()).toString());
          URL services = http.checked(device.normalizeURI(service.getDescriptorURI()).toString());
          String xml = http.get(services, end).xml();
          return new Connection(
              new UDA10ServiceDescriptorBinderImpl().describe(service, xml), control);
        }
      }
    } catch (DescriptorBindingException | ValidationException | RuntimeException e) {
      throw new IOException("The gateway's description makes no sense", e);
    }
    throw new IOException("The gateway has no connection to map ports of");
  }

  /** Calls an action; the arguments it has and we do not know stay as they are. */
  private Map<String, String> call(String name, Map<String, String> arguments, long end)
      throws IOException {
    try {
      RemoteService service = connection.orElseThrow().service;
      URL control = connection.orElseThrow().control;
      Action<RemoteService> action = service.getAction(name);
      if (action == null) {
        throw new IOException("The gateway lacks the action " + name);
      }
      ActionInvocation<RemoteService> invocation = new ActionInvocation<>(action);
      for (var argument : arguments.entrySet()) {
        invocation.setInput(argument.getKey(), argument.getValue());
      }
      var request = new OutgoingActionRequestMessage(invocation, control);
      soap.writeBody(request, invocation);
      Map<String, String> headers =
          Map.of(
              "Content-Type",
              "text/xml; charset=\"utf-8\"",
              "SOAPAction",
              "\"" + service.getServiceType() + "#" + name + "\"");
      UpnpHttp.Answer answer = http.exchange(control, headers, request.getBodyString(), end);
      var response = new UpnpResponse(answer.status(), "");
      soap.readBody(
          new IncomingActionResponseMessage(new StreamResponseMessage(response, answer.xml())),
          invocation);
      if (invocation.getFailure() != null) {
        throw new UpnpRefusal(name, invocation.getFailure().getErrorCode());
      }
      Map<String, String> results = new LinkedHashMap<>();
      invocation.getOutputMap().forEach((key, value) -> results.put(key, value.toString()));
      return results;
    } catch (RuntimeException e) {
      throw new IOException("The gateway's answer makes no sense", e);
    }
  }
}
