/** What keeps an archive sound: cleanup, verify, audit, retry and forget. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.maintenance;
