/**
 * The database under the tables: connection and lock, statements and rows, versions of the schema, transactions in
 * portions and in groups. Knows no table. A kill leaves whole transactions.
 */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.tracker.sqlite.database;
