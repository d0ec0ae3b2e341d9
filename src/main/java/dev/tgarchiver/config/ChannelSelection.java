package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Assembles one channel's selection: its own values, and the defaults for the others. */
final class ChannelSelection {

    private final int position;
    private final Values defaults;
    private final Values own;

    /** @param position the channel's in the list, counted from 1; 0 for the defaults themselves */
    ChannelSelection(int position, Values defaults, Values own) {
        this.position = position;
        this.defaults = defaults;
        this.own = own;
    }

    /** The name in messages for a key of the channel at a position. */
    static String label(int position, Setting<?> setting) {
        String name = setting.key().substring(setting.key().lastIndexOf('.') + 1);
        return position == 0 ? setting.key() : "channels[" + position + "]." + name;
    }

    Selection get() {
        return new Selection(
                find(SelectSettings.TYPES).orElse(Set.of()),
                find(SelectSettings.MIN_SIZE).orElse(0L),
                find(SelectSettings.MAX_SIZE).orElse(0L),
                find(SelectSettings.SINCE),
                find(SelectSettings.UNTIL),
                find(SelectSettings.FROM_ID).orElse(0),
                find(SelectSettings.TO_ID).orElse(0),
                find(SelectSettings.NAME).orElse(List.of()),
                find(SelectSettings.HASHTAG).orElse(List.of()),
                find(SelectSettings.ROLES).orElse(Roles.DEFAULT),
                find(SelectSettings.TOPIC).orElse(List.of()),
                find(SelectSettings.SENDER).orElse(List.of()));
    }

    boolean comments() {
        return find(SelectSettings.COMMENTS).orElse(false);
    }

    /** Two values that exclude each other. */
    Optional<Problem> contradiction() {
        Selection selection = get();
        if (selection.maxSize() > 0 && selection.minSize() > selection.maxSize()) {
            return problem(SelectSettings.MIN_SIZE, SelectSettings.MAX_SIZE, "is more than");
        }
        if (selection.toId() > 0 && selection.fromId() > selection.toId()) {
            return problem(SelectSettings.FROM_ID, SelectSettings.TO_ID, "is more than");
        }
        return selection
                .since()
                .flatMap(since -> selection
                        .until()
                        .filter(since::isAfter)
                        .flatMap(until -> problem(SelectSettings.SINCE, SelectSettings.UNTIL, "is after")));
    }

    private <T> Optional<Problem> problem(Setting<T> low, Setting<T> high, String relation) {
        Values where = own.find(low).isPresent() || own.find(high).isPresent() ? own : defaults;
        if (position > 0 && where == defaults) {
            // Reported once, for the defaults.
            return Optional.empty();
        }
        String place = where.whereIs(low).or(() -> where.whereIs(high)).orElse("");
        return Optional.of(new Problem(
                place,
                label(where == own ? position : 0, low),
                shown(low) + " " + relation + " " + label(where == own ? position : 0, high) + " (" + shown(high)
                        + "), so that no file is wanted; change one of them"));
    }

    private <T> String shown(Setting<T> setting) {
        return find(setting).map(setting::show).orElse("");
    }

    private <T> Optional<T> find(Setting<T> setting) {
        return own.find(setting).or(() -> defaults.find(setting));
    }
}
