/**
 * What coordinator and clients say to each other: immutable records and their strict, bounded JSON
 * form.
 *
 * <p>Every record checks its values when it is made ({@link java.lang.IllegalArgumentException}
 * with one sentence), so a record that exists is well-formed. Nothing here does I/O.
 */
package org.rop2p.coordinator.api;
