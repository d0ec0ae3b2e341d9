/**
 * What an archived file is called: templates, and names that are safe on every system. Computes only; nothing here touches a
 * disk, so every class is safe for any thread.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.naming;
