package org.rop2p.proxy.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.detect.DateChoice;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.doctor.Diagnosis;
import org.rop2p.proxy.doctor.Doctor;
import org.rop2p.proxy.doctor.Patient;
import org.rop2p.proxy.doctor.Verdict;
import org.rop2p.proxy.logging.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ro-p2p doctor}: why playing does not work, or not well, and what to do about it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Look at everything that playing needs, within ten seconds, and say what to do about what is"
          + " wrong. Takes those options of play that say where one plays. Exit code 1 when the game cannot be played; 0 when"
          + " it can, links to other players or not."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WhereOptions where;

  @Option(names = "--json", description = "Print one JSON object, for programs.")
  private boolean json;

  @Override
  public Integer call() {
    Logging.silence();
    ConfigFile file = where.path().map(ConfigFile::read).orElseGet(ConfigFile::none);
    ProxyConfig merged = merge(file.toProxyConfig(ProxyConfig.defaults()));
    Diagnosis diagnosis =
        Doctor.examine(Patient.of(merged, file.lastNamed().server(), RootCommand.version(spec)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        json
            ? diagnosis.toJson().toPrettyString() + System.lineSeparator()
            : DoctorPrint.of(diagnosis, Colours.wanted()));
    out.flush();
    return diagnosis.verdict() == Verdict.BAD ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private ProxyConfig merge(ProxyConfig base) {
    try {
      // A date whose packets are not known is for the doctor to speak of.
      return where.over(
          base,
          text ->
              text.equalsIgnoreCase("auto")
                  ? DateChoice.AUTO
                  : DateChoice.of(PacketVersion.parse(text)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
