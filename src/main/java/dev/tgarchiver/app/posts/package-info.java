/** What front ends ask of recorded posts: finding them, with the places of their words. Only reads, also beside a download. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.posts;
