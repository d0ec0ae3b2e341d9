/**
 * The tracker in an SQLite database: a class for each table, the schema and its migrations, and group commit. Versions of the
 * schema hold tables; views and triggers live in {@code derived.sql} and are created again at each migration. Every change is one
 * transaction, or portions that a kill may separate and the next run completes.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite;
