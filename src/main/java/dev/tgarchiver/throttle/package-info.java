/** How fast we may ask: token bucket, flood gate, clock. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.throttle;
