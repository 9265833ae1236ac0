package org.rop2p.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The project's own tables: tab-separated text beside the class that reads it, # for comments. */
public final class TableFile {
  private TableFile() {}

  /** The rows of a resource beside {@code owner}, comments left out, a heading line included. */
  public static List<String[]> rows(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("table " + name + " cannot be read", e);
    }
  }

  /** Whether a comma-separated list of branch labels names {@code branch}. */
  public static boolean names(String branches, Branch branch) {
    return Arrays.asList(branches.split(",", -1)).contains(branch.label());
  }
}
