/**
 * The native library: loading it, sending requests, and the one thread, {@code td_receive}, that dispatches answers and
 * updates. Listeners are called on that thread and must not block. TDLib ends the process when its own data cannot be
 * written; just before, {@link dev.tgarchiver.tdlib.binding.TdAbort} explains why.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib.binding;
