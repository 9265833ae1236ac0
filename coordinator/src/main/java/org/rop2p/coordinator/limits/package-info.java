/**
 * How much anybody may ask for: pure counting, with time passed in, and one {@link
 * org.rop2p.coordinator.limits.LimitBook book} with every limit and its reason.
 */
package org.rop2p.coordinator.limits;
