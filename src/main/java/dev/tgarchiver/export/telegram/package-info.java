/**
 * Telegram Desktop's {@code result.json}, field by field as Telegram Desktop writes it, from TDLib's messages. What it has
 * no field for is under one further key, {@code _archiver}, which can be left out. Two things differ on purpose: control
 * characters are escaped as JSON asks for, and no key stands twice in an object.
 */
@NullMarked
package dev.tgarchiver.export.telegram;

import org.jspecify.annotations.NullMarked;
