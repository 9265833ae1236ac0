package org.rop2p.proxy.cli;

import java.io.PrintWriter;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ro-p2p packets}: the packet table of a client date. */
@Command(
    name = "packets",
    mixinStandardHelpOptions = true,
    description = {
      "Print the packet table of a client date: one line per known packet, its id (four hex digits)"
          + " and its length in bytes (decimal; -1 is variable, the u16 at offset 2 says it)."
    })
final class PacketsCommand implements Runnable {
  private static final int LAST_ID = 0xFFFF;

  @Spec private CommandSpec spec;

  @Option(
      names = "--packetver",
      paramLabel = "YYYYMMDD[:main|re|zero]",
      description = "Client date (default 20211103, branch by rAthena's own rule).")
  private String packetVersion = PacketVersion.DEFAULT.toString();

  @Override
  public void run() {
    PacketTable table;
    try {
      table = Protocol.of(PacketVersion.parse(packetVersion)).table();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (int id = 0; id <= LAST_ID; id++) {
      if (table.length(id) != PacketTable.UNKNOWN) {
        out.printf("%04X %d%n", id, table.length(id));
      }
    }
    out.flush();
  }
}
