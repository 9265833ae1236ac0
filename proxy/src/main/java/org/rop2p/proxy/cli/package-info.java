/** The command line: flags in, one sentence and an exit code out (2 usage, 1 failure). */
package org.rop2p.proxy.cli;
