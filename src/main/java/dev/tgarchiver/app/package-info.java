/**
 * The application: opens an archive and runs the use cases, for every front end. Reports through ports and results;
 * neither prints nor ends the process.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app;
