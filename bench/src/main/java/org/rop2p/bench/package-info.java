/** Benchmarks, each against an opponent measured in the same run. */
package org.rop2p.bench;
