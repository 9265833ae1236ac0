package org.rop2p.proxy.cli;

import org.rop2p.proxy.config.ConfigProblem;
import org.rop2p.proxy.config.ProxyStartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ro-p2p}. */
@Command(
    name = "ro-p2p",
    mixinStandardHelpOptions = true,
    version = "ro-p2p 0.1.0",
    description = "A local proxy for Ragnarok Online.",
    subcommands = {PlayCommand.class, PacketsCommand.class})
public final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command line, answering every problem with one sentence instead of a stack trace. */
  public static CommandLine commandLine() {
    return new CommandLine(new RootCommand())
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
    throw new ParameterException(
        spec.commandLine(), "say what to do: ro-p2p play --server HOST (ro-p2p --help lists all)");
  }

  private static int usageProblem(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String hint =
        problem.getMessage().contains("--help")
            ? ""
            : "; '%s --help' lists what is allowed"
                .formatted(command.getCommandSpec().qualifiedName());
    command.getErr().println("ro-p2p: " + problem.getMessage() + hint);
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }
}
