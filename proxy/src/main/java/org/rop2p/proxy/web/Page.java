package org.rop2p.proxy.web;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the page shows and does. Calls come on threads of the page's own, several at once, and may
 * take seconds but for {@link #state}.
 */
public interface Page {
  /** What is shown now, one object of JSON in one line; quick. */
  String state();

  /**
   * What else the page wants to know before it can do something.
   *
   * @param what the path below {@code /api/}, such as {@code setup}
   * @return one object of JSON
   */
  String look(String what) throws NoSuchActionException;

  /** Prometheus' text format, version 0.0.4. */
  String metrics();

  /**
   * Does what a button of the page is for.
   *
   * @param action the path below {@code /api/}, such as {@code setup/start}
   * @param wish what the page sent; an object
   * @return one object of JSON
   * @throws NoSuchActionException when there is no such action
   * @throws IllegalArgumentException with one sentence when the wish cannot be fulfilled as it is
   */
  String act(String action, JsonNode wish) throws NoSuchActionException;

  /** There is no button for that. */
  final class NoSuchActionException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
