package org.rop2p.bench.relay;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Objects;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the relaying event loops of another JVM allocate on its heap, to the byte. The JVM needs no
 * preparation; the threads that answer the questions are not counted.
 */
final class AllocationMeter implements Closeable {
  private static final String LOOP_PREFIX = "relay";

  private final JMXConnector connector;
  private final ThreadMXBean threads;

  private AllocationMeter(JMXConnector connector, ThreadMXBean threads) {
    this.connector = connector;
    this.threads = threads;
  }

  @SuppressWarnings("BanJNDI") // the address comes from the JVM that this program has started
  static AllocationMeter attach(long pid) throws IOException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      String address;
      try {
        address = jvm.startLocalManagementAgent();
      } finally {
        jvm.detach();
      }
      JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      return new AllocationMeter(
          connector,
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              ManagementFactory.THREAD_MXBEAN_NAME,
              ThreadMXBean.class));
    } catch (AttachNotSupportedException e) {
      throw new IOException("process " + pid + " cannot be asked what it allocates", e);
    }
  }

  /** Bytes allocated so far by all event loops. */
  long bytes() {
    long[] loops =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> thread.getThreadName().startsWith(LOOP_PREFIX))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
