/** The program as a user runs it: the built distribution in processes of its own, the real TDLib, the local server. */
@org.jspecify.annotations.NullMarked
package dev.tgarchiver.e2e;
