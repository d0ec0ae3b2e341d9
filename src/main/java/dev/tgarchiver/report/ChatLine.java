package dev.tgarchiver.report;

import dev.tgarchiver.model.Channel;
import java.util.Optional;

/**
 * A chat in the list of chats.
 *
 * @param id the chat's id as the command line takes it
 * @param label its name on the command line, {@code @name} or the id
 * @param title unchecked
 * @param members how many it has, if Telegram says
 */
public record ChatLine(long id, String label, String title, Channel.Type type, Optional<Integer> members) {}
