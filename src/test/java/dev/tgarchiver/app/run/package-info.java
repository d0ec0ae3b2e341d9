@org.jspecify.annotations.NullMarked
package dev.tgarchiver.app.run;
