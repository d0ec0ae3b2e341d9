/**
 * The native library: loading it, sending requests, and the one thread, {@code td_receive}, that hands out answers and updates.
 * Whoever listens is called on that thread and must not block. TDLib ends the process when its own data cannot be written;
 * {@link dev.tgarchiver.tdlib.binding.TdAbort} says why just before.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.binding;
