package org.rop2p.proxy.cli;

import org.rop2p.proxy.config.ConfigProblem;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.transport.DatagramFilter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code ro-p2p}. */
@Command(
    name = "ro-p2p",
    mixinStandardHelpOptions = true,
    version = "ro-p2p 0.1.0",
    description = {
      "A local proxy for Ragnarok Online.",
      "Without a command: opens its page in your browser, and plays as soon as it is set up."
    },
    subcommands = {
      PlayCommand.class,
      SetupClientCommand.class,
      DoctorCommand.class,
      PacketsCommand.class,
      ReplayCommand.class,
      VerifyEvidenceCommand.class
    })
public final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--no-browser", description = "Without a command: do not open the page.")
  private boolean noBrowser;

  private final DatagramFilter filter;

  private RootCommand(DatagramFilter filter) {
    this.filter = filter;
  }

  /** The command line, answering every problem with one sentence instead of a stack trace. */
  public static CommandLine commandLine() {
    return commandLine(DatagramFilter.PASS_ALL);
  }

  /**
   * As {@link #commandLine()}.
   *
   * @param filter see {@link org.rop2p.proxy.RoProxy#start(org.rop2p.proxy.config.ProxyConfig,
   *     DatagramFilter)}
   */
  public static CommandLine commandLine(DatagramFilter filter) {
    return new CommandLine(new RootCommand(filter), new Commands(filter))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(RootCommand::usageProblem)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              if (problem instanceof ConfigProblem) {
                command.getErr().println("ro-p2p: " + problem.getMessage());
                return CommandLine.ExitCode.USAGE;
              }
              if (problem instanceof ProxyStartException) {
                command.getErr().println("ro-p2p: " + problem.getMessage());
              } else {
                command.getErr().println("ro-p2p: unexpected problem: " + problem);
              }
              command.getErr().flush();
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public void run() {
    new StartCommand(version(spec), filter, spec.commandLine().getOut()).run(!noBrowser);
  }

  /** Of this program, a number. */
  static String version(CommandSpec spec) {
    return spec.root().version()[0].replace("ro-p2p ", "");
  }

  private static int usageProblem(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String sentence =
        problem instanceof UnmatchedArgumentException unmatched
            ? UnknownWord.sentence(unmatched)
            : problem.getMessage();
    String hint =
        sentence.contains("--help")
            ? ""
            : "; '%s --help' lists what is allowed"
                .formatted(command.getCommandSpec().qualifiedName());
    command.getErr().println("ro-p2p: " + sentence + hint);
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** Makes the commands; {@code play} with what sees its datagrams. */
  private record Commands(DatagramFilter filter) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == PlayCommand.class
          ? type.cast(new PlayCommand(filter))
          : CommandLine.defaultFactory().create(type);
    }
  }
}
