/**
 * Random schedules of a small street: the {@link org.rop2p.proxy.speech.Speech} of one author and
 * of a few listeners, a model server, links that lag and die, in virtual time; and a judge of what
 * all screens show at rest.
 */
package org.rop2p.proxy.speech.schedule;
