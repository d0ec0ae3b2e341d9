/** The only package that uses TDLib's JSON: binding, client, login, mapping. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tdlib;
