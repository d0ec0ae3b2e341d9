/** The archive's folder: safe paths and names; verify and publish files; free space. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.storage;
