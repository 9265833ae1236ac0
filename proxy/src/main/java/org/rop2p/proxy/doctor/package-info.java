/**
 * Says why playing does not work, or not well, in sentences with remedies: each check looks at one
 * thing, {@link org.rop2p.proxy.doctor.Doctor} at all of them at once.
 */
package org.rop2p.proxy.doctor;
