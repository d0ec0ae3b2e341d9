/** The TL language: a schema read from a resource, objects, and their binary form. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.localtelegram.tl;
