/**
 * The names of archived files: templates, and names that are safe on every system. The classes only compute and do not
 * access the disk.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage.naming;
