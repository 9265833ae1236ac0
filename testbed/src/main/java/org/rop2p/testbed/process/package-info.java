/** Programs of this project in processes of their own, started as the scripts start them. */
package org.rop2p.testbed.process;
