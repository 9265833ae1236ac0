package org.rop2p.proxy.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's list of archives, {@code DATA.INI}: a section {@code [Data]} with a line {@code
 * NUMBER=FILE} for each; the lowest number is asked first. Pure.
 */
final class DataIni {
  private static final Pattern SECTION = Pattern.compile("\\[(.*)]");
  private static final Pattern ARCHIVE = Pattern.compile("(\\d{1,3})\\s*=\\s*(\\S.*)");

  private DataIni() {}

  /** The names of archives, in the order in which the client asks them. */
  static List<String> archives(String text) {
    Map<Integer, String> byNumber = new TreeMap<>();
    boolean data = false;
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      Matcher section = SECTION.matcher(line);
      Matcher archive = ARCHIVE.matcher(line);
      if (section.matches()) {
        data = section.group(1).strip().toLowerCase(Locale.ROOT).equals("data");
      } else if (data && archive.matches()) {
        byNumber.putIfAbsent(Integer.parseInt(archive.group(1)), archive.group(2));
      }
    }
    return new ArrayList<>(byNumber.values());
  }
}
